"""Translations kept: by the masked text, so that "order #1" and "order #2" share an entry.

What is kept holds no order number and no name, only placeholders; its key is a digest.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

FORMAT = "2"
"""Changes whenever entries of earlier versions must not be used."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A masked sentence as it came out of one path, and how many words no engine on it knew."""

    text: str
    unknown: int = 0


class Cache(Protocol):
    """Where entries are kept; trouble there is a miss and nothing worse."""

    async def get(self, key: str) -> Entry | None: ...

    async def put(self, key: str, entry: Entry) -> None: ...


class MemoryCache:
    """The entries used last, up to `capacity`, in front of another cache where there is one.

    That one gets what is asked for a second time: what was said once, and may be erased, stays in
    memory; what many say is worth keeping.
    """

    def __init__(self, capacity: int = 4_096, behind: Cache | None = None) -> None:
        self._capacity = capacity
        self._behind = behind
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._told: set[str] = set()
        """Of these, what the one behind knows."""

    async def get(self, key: str) -> Entry | None:
        entry = self._entries.get(key)
        if entry is None:
            return await self._from_behind(key)
        self._entries.move_to_end(key)
        if self._behind and key not in self._told:
            self._told.add(key)
            await self._behind.put(key, entry)
        return entry

    async def put(self, key: str, entry: Entry) -> None:
        self._entries[key] = entry
        self._entries.move_to_end(key)
        if len(self._entries) > self._capacity:
            oldest, _ = self._entries.popitem(last=False)
            self._told.discard(oldest)

    async def _from_behind(self, key: str) -> Entry | None:
        entry = await self._behind.get(key) if self._behind else None
        if entry is not None:
            self._told.add(key)
            await self.put(key, entry)
        return entry


def key_of(sentence: str, route: str, versions: Iterable[str]) -> str:
    """The digest under which what a path made of a masked, normalised sentence is kept."""
    told = "\0".join((FORMAT, route, *versions, sentence))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
