"""An engine that does what a test says: to see what the router makes of good and bad answers."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from translation.engines.port import Edge, Rendering

if TYPE_CHECKING:
    from asyncio import Event

Answer = Callable[[str], Rendering]


def words_of(target: str) -> Answer:
    """Marks every word as being of a language; whatever is no word stays."""

    def answer(text: str) -> Rendering:
        words = [f"{word}.{target}" if word.isalpha() else word for word in text.split(" ")]
        return Rendering(" ".join(words))

    return answer


class Scripted:
    """Implements `translation.routing.RoutedEngine`; `asked` holds what reached it."""

    cloud = False
    by_heart = False
    version = "1"

    def __init__(
        self,
        name: str,
        *edges: Edge,
        answer: Answer | None = None,
        schemes: Sequence[str] = ("letters", "canonical"),
    ) -> None:
        self.name = name
        self.schemes = tuple(schemes)
        self.asked: list[str] = []
        self.warmed: list[tuple[str, str]] = []
        self.open = True
        self.closed = False
        self.gate: Event | None = None  # waits for it, where there is one
        self._edges = edges
        self._answer = answer

    def edges(self) -> Sequence[Edge]:
        return self._edges

    def available(self, _source: str, _target: str) -> bool:
        return self.open

    async def warm(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.warmed += pairs

    async def translate(self, text: str, _source: str, target: str) -> Rendering:
        self.asked.append(text)
        if self.gate is not None:
            await self.gate.wait()
        return (self._answer or words_of(target))(text)

    async def close(self) -> None:
        self.closed = True
