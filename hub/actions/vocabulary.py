"""What is known of a conversation that its translations should respect."""

from dataclasses import dataclass

from hub.domain.conversations import Conversation
from translation import Terms


@dataclass(frozen=True, slots=True)
class ConversationTerms:
    """Implements `hub.actions.ports.Vocabulary`: the listing's title."""

    async def of(self, conversation: Conversation) -> Terms:
        return Terms(title=conversation.card.title)
