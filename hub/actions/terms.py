"""What is known of a conversation that its translations should respect."""

from dataclasses import dataclass

from hub.actions.ports import Words
from hub.domain.conversations import ContextType, Conversation, Side
from translation import Terms


@dataclass(frozen=True, slots=True)
class ConversationTerms:
    """Implements `hub.actions.ports.Vocabulary`: the listing's title, and the shop's own words."""

    words: Words

    async def of(self, conversation: Conversation, writer: str) -> Terms:
        """Raises Overloaded. A shop words its own answers, and nobody else's."""
        shop = await self.words.of_shop(conversation.shop)
        answers = shop.quick_replies or () if shop and writer == Side.SELLER else ()
        return Terms(
            title=await self._title(conversation),
            glossary=tuple(shop.glossary or ()) if shop else (),
            replies=tuple(reply.texts for reply in answers),
        )

    async def _title(self, conversation: Conversation) -> str:
        """As it was at first and as it is now; a topic of support is a word like any other."""
        context, frozen = conversation.context, conversation.card.title
        if context.type is ContextType.SUPPORT:
            return ""
        if context.type is ContextType.ORDER:
            return frozen
        live = await self.words.title_of_product(context.id)
        return frozen if live in (None, frozen) else f"{frozen}\n{live}"
