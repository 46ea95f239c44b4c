"""The marketplace's words: what the beginning of a word may stand for.

One list for everybody, so that a word is written once and not once per person who used it. Whose
messages hold it is for the postings to say; nobody is shown the list.
"""

from collections.abc import Iterable

from pymongo import ASCENDING

from hub.domain.search_terms import is_word
from hub.storage.driver import PROMPT, Collection, Database
from hub.storage.inserts import insert_missing

EXPANSIONS = 60
"""Words that a beginning may stand for, shortest first; each costs a search one index seek."""
_SCAN = 400
_REMEMBERED = 200_000


class Dictionary:
    """Lists words and completes beginnings."""

    def __init__(self, database: Database) -> None:
        self._words: Collection = database["search_words"].with_options(write_concern=PROMPT)
        self._listed: set[str] = set()

    async def add(self, terms: Iterable[str]) -> None:
        """List those of the terms that are words and are not listed yet."""
        new = set(terms) - self._listed
        words = [{"_id": term} for term in new if is_word(term)]
        if words:
            await insert_missing(self._words, words)
        if len(self._listed) > _REMEMBERED:
            self._listed.clear()
        self._listed |= new

    async def completions(self, beginning: str) -> list[str]:
        """The beginning itself and the words it may stand for."""
        span = {"$gt": beginning, "$lt": beginning + "\U0010ffff"}
        found = self._words.find({"_id": span}).sort("_id", ASCENDING).limit(_SCAN)
        words = [document["_id"] async for document in found]
        return [beginning, *sorted(words, key=len)[:EXPANSIONS]]
