"""What is judged: labelled messages, and lines of real text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bench.processes import ROOT, BenchError

Label = Literal["block", "allow"]

DEVELOPMENT = (
    ROOT / "tests/moderation/data/dev.jsonl",
    ROOT / "tests/moderation/data/dev_sequences.jsonl",
)
OWN_HOSTS = ("mymarket.example",)
"""The marketplace of the development messages."""

BARE_NUMBERS = "bare_numbers"
"""The class of real messages that are a number and nothing else."""
_BARE_NUMBER = re.compile(r"\d{9,11}")


@dataclass(frozen=True)
class Case:
    """One message, or the messages one sender wrote in a row (oldest first), and what is right."""

    messages: tuple[str, ...]
    lang: str
    label: Label
    kind: str

    @property
    def positive(self) -> bool:
        """Whether it should be caught."""
        return self.label == "block"


def labelled(path: Path) -> list[Case]:
    """Reads JSON lines {"text" or "messages", "lang", "label", "class"}; raises BenchError."""
    try:
        with path.open(encoding="utf-8") as lines:
            return [_case(json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{path} is no file of labelled messages: {error!r}") from None


def _case(record: dict[str, object]) -> Case:
    label: Label = "allow" if record["label"] == "allow" else "block"
    messages = record.get("messages") or [record["text"]]
    if not (isinstance(messages, list) and all(isinstance(each, str) for each in messages)):
        raise ValueError("messages are texts")
    kind = record.get("class", label)
    return Case(tuple(messages), str(record.get("lang", "?")), label, str(kind))


def real(folder: Path) -> list[Case]:
    """A case for each line of the folder's `benign_LANG_*.txt` and `positive_LANG_*.txt`.

    A benign line that is only a number of 9 to 11 digits has a class of its own: it may be a phone
    or an account, and nobody can tell which. Raises BenchError when there is no such file.
    """
    cases = [
        case
        for path in sorted(folder.glob("*.txt"))
        if path.name.startswith(("benign_", "positive_"))
        for case in _lines(path)
    ]
    if not cases:
        raise BenchError(f"{folder} has no benign_*.txt or positive_*.txt")
    return cases


def _lines(path: Path) -> Iterator[Case]:
    label: Label = "block" if path.name.startswith("positive_") else "allow"
    lang = path.stem.split("_")[1]
    for line in path.read_text(encoding="utf-8").splitlines():
        bare = label == "allow" and _BARE_NUMBER.fullmatch(line.strip())
        yield Case((line,), lang, label, BARE_NUMBERS if bare else path.stem)
