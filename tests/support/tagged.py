"""Translation by plain tags, so that tests say themselves what is in which language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translation import Terms, Translation

ROUGH, UNKNOWN = "roughword", "unknownword"
"""A text with it is translated roughly; not at all."""

NO_TERMS = Terms()

_TAG = re.compile(r"^\[([a-z]{2})\] ")


@dataclass(frozen=True, slots=True)
class Found:
    """Implements `hub.actions.ports.Detected`."""

    lang: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What came to the translator."""

    text: str
    source: str
    target: str
    terms: Terms


class TaggedTranslator:
    """Implements `hub.actions.ports.Translator`: "[es] hola" is Spanish, and "[en] hola" English.

    Without a tag a text is in its writer's language.
    """

    def __init__(self, languages: Sequence[str] = ("en", "es", "fr", "zh", "de")) -> None:
        self.languages: Sequence[str] = languages
        self.asked: list[Asked] = []
        self.expected: list[tuple[str, str]] = []

    def expect(self, source: str, target: str) -> None:
        self.expected.append((source, target))

    async def detect(
        self, text: str, *, profile: str | None = None, history: Sequence[str] = ()
    ) -> Found:
        del history
        if not any(letter.isalpha() for letter in text):
            return Found(None)
        tag = _TAG.match(text)
        return Found(tag[1] if tag else profile)

    async def translate(
        self, text: str, *, source: str, target: str, terms: Terms = NO_TERMS
    ) -> Translation | None:
        self.asked.append(Asked(text, source, target, terms))
        if UNKNOWN in text:
            return None
        said = f"[{target}] {_TAG.sub('', text)}"
        route = f"{source}>{target}"
        return Translation(target, said, "tagged", ROUGH in text, source, route)

    def texts(self) -> list[str]:
        return [one.text for one in self.asked]
