"""What a person is told about a message or a picture that was stopped, in their language."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from moderation.pictures import PartKind
from moderation.verdict import Verdict

_SAME = {"social": "messenger", "euphemism": "messenger", "handle": "messenger"}
_IN_PICTURE = {"code": "picture_code", "words": "picture_words", "banned": "picture"}


def hint(verdict: Verdict, lang: str | None = None, parts: Sequence[PartKind] = ()) -> str:
    """One sentence on how to mend it; "" when it may pass. English where the language is unknown.

    `parts`: what the parts of a picture are, which the findings number.
    """
    if verdict.action == "allow":
        return ""
    matters = {
        _matter(finding.category, parts[finding.message] if parts else "text")
        for finding in verdict.findings
    }
    texts = _hints()
    return texts.get((lang or "en").lower().split("-")[0], texts["en"])[_of_all(matters)]


def _matter(category: str, part: PartKind) -> str:
    """What has to be mended: what is written can be changed, what is shown has to be taken out."""
    return _IN_PICTURE.get(part) or _SAME.get(category, category)


def _of_all(matters: set[str]) -> str:
    if len(matters) == 1:
        return next(iter(matters))
    if "picture" in matters:
        return "picture"
    return "picture_mixed" if matters & set(_IN_PICTURE.values()) else "mixed"


@cache
def _hints() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("moderation") / "data" / "hints.toml").read_text("utf-8"))
