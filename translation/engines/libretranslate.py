"""LibreTranslate, one's own or a hosted one: `POST /translate`, `GET /languages`.

Its languages depend on what its operator installed, so they are asked for before the first text.
"""

import asyncio
from collections.abc import Sequence

from translation.engines.answers import accepted
from translation.engines.http import Http, Reply
from translation.engines.online import edges_between
from translation.engines.port import BadAnswer, Edge, KeyRefused, Rendering, Unsupported
from translation.engines.statuses import WRONG_KEY_SECONDS
from translation.languages import base
from translation.net import AddressGuard

_TO_OR_FROM_ENGLISH = 0.68
"""Argos's models are of the kind of those that reach 74 to 76 chrF between English and Portuguese
on chat messages; other pairs of theirs are some points below on public test sets."""
_BY_WAY_OF_ENGLISH = 0.5
"""It goes by way of English itself, and loses twice."""
_COST = 0.0


class LibreTranslate:
    """`key` only where the server asks for one. Not a cloud where it runs on a private host."""

    name = "libretranslate"
    version = "1"
    schemes = ("letters", "digits", "bookends")
    by_heart = False

    def __init__(
        self, url: str, languages: Sequence[str], guard: AddressGuard, *, key: str = ""
    ) -> None:
        """Raises UnsafeUrl."""
        endpoint = guard.endpoint(url)
        self.cloud = not endpoint.private
        self._http = Http(endpoint, guard)
        self._languages = tuple(languages)
        self._key = key
        self._targets: dict[str, dict[str, str]] | None = None
        self._codes: dict[str, str] = {}
        self._asking = asyncio.Lock()

    def edges(self) -> Sequence[Edge]:
        """Every pair as long as it has not said what it can, then those."""
        edges = edges_between(self._languages, _quality, _COST)
        targets = self._targets
        if targets is None:
            return edges
        return [edge for edge in edges if edge.target in targets.get(edge.source, {})]

    async def translate(self, text: str, source: str, target: str) -> Rendering:
        """One sentence; raises EngineError."""
        await self._learn()
        question = {"q": text, "format": "text", **self._pair(source, target)}
        if self._key:
            question["api_key"] = self._key
        reply = await self._http.post("/translate", question)
        _refuse(reply)
        content = reply.content()
        if not isinstance(content, dict):
            raise BadAnswer("its answer is none of its API")
        return Rendering(accepted(content.get("translatedText"), text))

    async def close(self) -> None:
        """End its connections."""
        await self._http.close()

    def _pair(self, source: str, target: str) -> dict[str, str]:
        targets = (self._targets or {}).get(source, {})
        if target not in targets:
            raise Unsupported("a pair that the server has no models for")
        return {"source": self._codes[source], "target": targets[target]}

    async def _learn(self) -> None:
        """Ask for its languages, once for all who wait."""
        async with self._asking:
            if self._targets is None:
                content = (await self._http.get("/languages")).content()
                self._take(content)

    def _take(self, content: object) -> None:
        """`[{"code": "zh-Hans", "targets": ["en", …], …}, …]`; older servers send no targets."""
        if not isinstance(content, list):
            raise BadAnswer("its languages are no list")
        entries = [entry for entry in content if _is_language(entry)]
        every = [entry["code"] for entry in entries]
        targets = {}
        for entry in reversed(entries):
            language = base(entry["code"])
            self._codes[language] = entry["code"]
            targets[language] = _by_base(entry.get("targets") or every)
        self._targets = targets


def _quality(source: str, target: str) -> float:
    return _TO_OR_FROM_ENGLISH if "en" in {source, target} else _BY_WAY_OF_ENGLISH


def _by_base(codes: Sequence[str]) -> dict[str, str]:
    """The first of several codes of a language wins: simplified comes before traditional."""
    return {base(code): code for code in reversed(codes)}


def _is_language(entry: object) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("code"), str):
        return False
    targets = entry.get("targets") or []
    return isinstance(targets, list) and all(isinstance(code, str) for code in targets)


def _refuse(reply: Reply) -> None:
    """Status 400 means several things, told apart by its sentence alone."""
    if reply.status == 400 and b"api key" in reply.body.lower():  # noqa: PLR2004 - a status
        raise KeyRefused("it asks for a key", WRONG_KEY_SECONDS)
