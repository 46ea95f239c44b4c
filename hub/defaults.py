"""The null implementations of ports whose real ones are not configured."""

from hub.domain.messages import Message
from translation import Translation


class NoTranslation:
    """Implements `hub.actions.ports.Translator`: no engine, so always the original."""

    async def translate(self, _message: Message, _lang: str) -> Translation | None:
        return None
