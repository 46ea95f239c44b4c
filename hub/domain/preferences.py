"""What people read: the language, and where they want the original only.

Languages are base codes, "en" or "zh".
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hub.domain.identity import Identity
from hub.domain.translations import base
from hub.errors import Invalid

MOST = 3
"""Languages of one side that messages are translated into at once."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is remembered of a user.

    `reads` is what they chose and `implied` the language they came with last. `desk` is the shop
    that they answered for then. `off`: conversations in which they want the original only.
    """

    reads: str | None = None
    implied: str | None = None
    desk: str | None = None
    off: frozenset[str] = frozenset()

    @property
    def lang(self) -> str | None:
        return self.reads or self.implied


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is shown messages."""

    lang: str
    off: frozenset[str] = frozenset()

    def lang_in(self, conversation_id: str) -> str:
        """The language whose translations are shown there; "" for the original only."""
        return "" if conversation_id in self.off else self.lang


def reader(who: Identity, kept: Preferences) -> Reader:
    """How somebody is shown messages: in what they chose, else in the language they came with."""
    return Reader(kept.reads or base(who.lang), kept.off)


def chosen(reads: str, languages: Collection[str]) -> str:
    """The language to remember; raises Invalid for one that this marketplace does not have."""
    if reads not in languages:
        raise Invalid("reads", "is not one of the languages of this marketplace")
    return reads


def buyer_reads(
    profile: str | None, buyer: Preferences, conversation_id: str, languages: Collection[str]
) -> tuple[str, ...]:
    """What a buyer reads in a conversation: one language, or none."""
    lang = buyer.lang or profile
    wanted = lang in languages and conversation_id not in buyer.off
    return (lang,) if lang and wanted else ()


def shop_reads(
    own: str | None,
    operators: Iterable[Preferences],
    conversation_id: str,
    languages: Collection[str],
) -> tuple[str, ...]:
    """What a shop's people read in a conversation: its own language first, then by how many.

    What every one of its readers has switched off is left out, also where it is the shop's own.
    """
    readers = Counter[str]()
    refused = Counter[str]()
    for one in operators:
        if one.lang:
            readers[one.lang] += 1
            refused[one.lang] += conversation_id in one.off
    by_number = sorted(readers, key=lambda lang: (-readers[lang], lang))
    wanted = dict.fromkeys([*([own] if own else []), *by_number])
    left = [one for one in wanted if not readers[one] or refused[one] < readers[one]]
    return tuple(one for one in left if one in languages)[:MOST]
