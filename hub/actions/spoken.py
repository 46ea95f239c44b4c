"""What senders wrote in lately: tells the language of a message too short to tell by itself."""

from collections import OrderedDict
from dataclasses import dataclass, field

from hub.actions.ports import Messages
from hub.domain.messages import Message
from hub.domain.translations import base

MOST = 5
"""Earlier messages that are looked at."""
_SENDERS = 10_000


@dataclass(frozen=True, slots=True)
class Spoken:
    """By conversation and sender, in memory for those who write now."""

    messages: Messages
    _known: OrderedDict[tuple[str, str], tuple[str, ...]] = field(default_factory=OrderedDict)

    async def before(self, message: Message, *, newest: bool) -> tuple[str, ...]:
        """Base codes, the newest last. What is in memory is used for the `newest` message only."""
        key = message.conversation_id, message.draft.sender.id
        if newest and key in self._known:
            return self._known[key]
        read = tuple(map(base, await self.messages.languages_before(message, MOST)))
        return self._known.setdefault(key, read) if newest else read

    def note(self, message: Message, lang: str | None) -> None:
        """The newest message's."""
        key = message.conversation_id, message.draft.sender.id
        self._known[key] = (*self._known.get(key, ()), lang or base(message.draft.lang))[-MOST:]
        self._known.move_to_end(key)
        if len(self._known) > _SENDERS:
            self._known.popitem(last=False)
