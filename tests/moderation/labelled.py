"""The labelled messages that the rules are developed on."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from moderation import Context

DATA = Path(__file__).parent / "data"
HERE = Context(own_hosts=("mymarket.example",))
"""What is known where nothing is: the marketplace's own host."""


@dataclass(frozen=True)
class Labelled:
    """Messages of one sender, most often one, and what is to become of them."""

    messages: tuple[str, ...]
    lang: str
    blocked: bool
    kind: str


@cache
def labelled(*names: str) -> tuple[Labelled, ...]:
    """The lines of the named files."""
    found = []
    for name in names:
        for line in (DATA / name).read_text("utf-8").splitlines():
            read = json.loads(line)
            messages = tuple(read["messages"]) if "messages" in read else (read["text"],)
            found.append(Labelled(messages, read["lang"], read["label"] == "block", read["class"]))
    return tuple(found)


def by_kind(*names: str) -> dict[str, list[Labelled]]:
    kinds: dict[str, list[Labelled]] = defaultdict(list)
    for one in labelled(*names):
        kinds[one.kind].append(one)
    return dict(kinds)


def blocked_texts() -> list[str]:
    return [one.messages[0] for one in labelled("dev.jsonl") if one.blocked]
