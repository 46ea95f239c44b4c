"""The null implementations of ports whose real ones are not configured."""

from collections.abc import Sequence
from dataclasses import dataclass

from translation import Terms, Translation


@dataclass(frozen=True, slots=True)
class Unknown:
    """Implements `hub.actions.ports.Detected`: nobody has looked."""

    lang: str | None = None


class NoTranslation:
    """Implements `hub.actions.ports.Translator`: no engine, so always the original."""

    languages: Sequence[str] = ()

    def expect(self, source: str, target: str) -> None:
        del source, target

    async def detect(
        self, _text: str, *, profile: str | None = None, history: Sequence[str] = ()
    ) -> Unknown:
        del profile, history
        return Unknown()

    async def translate(
        self, _text: str, *, source: str, target: str, terms: Terms | None = None
    ) -> Translation | None:
        del source, target, terms
        return None
