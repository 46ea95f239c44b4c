"""Ask for a message in another language."""

from dataclasses import dataclass

from hub.actions.access import Access
from hub.actions.ports import Messages, Translator
from hub.domain.identity import Identity
from hub.domain.translations import Translated
from hub.errors import NotFound


@dataclass(frozen=True, slots=True)
class TranslateMessage:
    """A participant's request, for what was not translated by itself."""

    access: Access
    messages: Messages
    translator: Translator

    async def __call__(
        self, who: Identity, conversation_id: str, seq: int, lang: str
    ) -> Translated:
        """Raises NotFound."""
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
        stored = visible[0].translation(lang)
        return Translated(None, stored, None if stored else "unavailable")
