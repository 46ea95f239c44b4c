"""Ask for a message in another language."""

from dataclasses import dataclass

from hub.actions.access import Access
from hub.actions.ports import Messages, Translator
from hub.domain.identity import Identity
from hub.errors import NotFound
from translation import Translation


@dataclass(frozen=True, slots=True)
class TranslateMessage:
    """A participant's request, for what was not translated by itself."""

    access: Access
    messages: Messages
    translator: Translator

    async def __call__(
        self, who: Identity, conversation_id: str, seq: int, lang: str
    ) -> Translation | None:
        """None when no engine can; raises NotFound."""
        place = await self.access.participation(who, conversation_id)
        visible = await self.messages.visible(
            conversation_id,
            place.side,
            above=max(seq - 1, place.conversation.sides[place.side].cleared_seq),
            below=seq + 1,
            limit=1,
        )
        if not visible:
            raise NotFound("There is no such message.")
        return await self.translator.translate(visible[0], lang)
