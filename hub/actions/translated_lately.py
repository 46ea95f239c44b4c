"""What readers were shown of a sender lately: a number may be told piece by piece in translation.

In memory, as what follows a restart is told anew; by conversation, sender and language.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from hub.domain.messages import Message
from hub.domain.windows import MOST, Said, Window, recent
from translation import Translation

_REMEMBERED = 10_000

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class TranslatedLately:
    """Windows of translated texts, as `hub.domain.windows` bounds them, in the messages' order."""

    _known: OrderedDict[Key, Window] = field(default_factory=OrderedDict)

    def before(self, message: Message, lang: str) -> Sequence[Said]:
        """Oldest first: what was shown of the sender's messages before this one."""
        known = self._known.get(_key(message, lang), ())
        return recent(tuple(one for one in known if (one.seq or 0) < message.seq), message.sent_at)

    def note(self, message: Message, made: Translation) -> None:
        """It may be shown."""
        key = _key(message, made.lang)
        shown = Said(message.draft.client_id, made.text, message.sent_at, message.seq)
        others = (one for one in self._known.get(key, ()) if one.seq != message.seq)
        self._known[key] = tuple(sorted((*others, shown), key=attrgetter("seq"))[-MOST:])
        self._known.move_to_end(key)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def _key(message: Message, lang: str) -> Key:
    return message.conversation_id, message.draft.sender.id, lang
