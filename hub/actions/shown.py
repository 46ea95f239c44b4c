"""Keep which messages a side read in translation: evidence of what was on screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.actions.access import Access
from hub.actions.ports import Clock, Messages
from hub.domain.identity import Identity
from hub.domain.translations import base


@dataclass(frozen=True, slots=True)
class RecordShown:
    """The first word of a side about a message counts."""

    access: Access
    messages: Messages
    clock: Clock

    async def __call__(
        self, who: Identity, conversation_id: str, seq: int, shown: Mapping[int, str]
    ) -> None:
        """`shown`: languages by seq, those above `seq` left out. Raises NotFound, Overloaded."""
        place = await self.access.participation(who, conversation_id)
        read = {one: base(lang) for one, lang in shown.items() if one <= seq}
        if read:
            await self.messages.put_shown(conversation_id, place.side, read, self.clock.now())
