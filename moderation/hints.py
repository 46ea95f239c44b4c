"""What a person is told about a message that was stopped, in their language."""

import tomllib
from functools import cache
from importlib.resources import files

from moderation.verdict import Verdict

_SAME = {"social": "messenger", "euphemism": "messenger", "handle": "messenger"}


def hint(verdict: Verdict, lang: str | None = None) -> str:
    """One sentence on how to mend the message; "" when it may pass. English where unknown."""
    if verdict.action == "allow":
        return ""
    kinds = {_SAME.get(finding.category, finding.category) for finding in verdict.findings}
    texts = _hints()
    known = texts.get((lang or "en").lower().split("-")[0], texts["en"])
    return known[kinds.pop()] if len(kinds) == 1 else known["mixed"]


@cache
def _hints() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("moderation") / "data" / "hints.toml").read_text("utf-8"))
