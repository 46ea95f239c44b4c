"""The null implementations of ports whose real ones are not configured."""

from collections.abc import Sequence

from hub.domain.findings import Judgement, Setting
from hub.domain.messages import Message
from hub.domain.strikes import StrikePolicy
from translation import Translation


class NoModeration:
    """Implements `hub.actions.moderation_ports.Moderator`: every message may pass."""

    def judge(self, _texts: Sequence[str], _setting: Setting) -> Judgement:
        return Judgement("allow")

    def strike_policy(self) -> StrikePolicy:
        return StrikePolicy()


class NoTranslation:
    """Implements `hub.actions.ports.Translator`: no engine, so always the original."""

    async def translate(self, _message: Message, _lang: str) -> Translation | None:
        return None
