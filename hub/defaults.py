"""The null implementations of ports whose real ones are not configured."""

from hub.domain.conversations import Conversation
from hub.domain.messages import Draft, Message
from moderation import Verdict
from translation import Translation

_ALLOW = Verdict("allow")


class NoModeration:
    """Implements `hub.actions.ports.Moderator`: every message may pass."""

    async def judge(self, _draft: Draft, _conversation: Conversation) -> Verdict:
        return _ALLOW


class NoTranslation:
    """Implements `hub.actions.ports.Translator`: no engine, so always the original."""

    async def translate(self, _message: Message, _lang: str) -> Translation | None:
        return None
