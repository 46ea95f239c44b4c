"""Ask for a message in another language: what was not translated by itself."""

import asyncio
from dataclasses import dataclass

from hub.actions.access import Access, Participation
from hub.actions.ports import Limiter, Messages
from hub.actions.translate_message import UNAVAILABLE, Translations, Wanted
from hub.domain.identity import Identity
from hub.domain.messages import Message
from hub.domain.translations import Translated, base
from hub.errors import Invalid, NotFound

ANSWER_SECONDS = 8.0
"""After which the answer is that there is none yet; one that comes later is pushed."""


@dataclass(frozen=True, slots=True)
class TranslateMessage:
    """A participant's request, answered from what is kept where it can be."""

    access: Access
    messages: Messages
    limiter: Limiter
    translations: Translations

    async def __call__(
        self, who: Identity, conversation_id: str, seq: int, lang: str
    ) -> Translated:
        """Raises NotFound, Invalid, RateLimited, Overloaded."""
        place = await self.access.participation(who, conversation_id)
        message = await self._visible(place, seq)
        known = message.translation(base(lang))
        if known is not None:
            return Translated(known.source, known)
        return await self._translated(who, place, message, base(lang))

    async def _visible(self, place: Participation, seq: int) -> Message:
        """The message, if the caller's side has neither deleted it nor lost it."""
        visible = await self.messages.visible(
            place.conversation.id,
            place.side,
            above=max(seq - 1, place.conversation.sides[place.side].cleared_seq),
            below=seq + 1,
            limit=1,
        )
        if not visible or visible[0].erased:
            raise NotFound("There is no such message.")
        return visible[0]

    async def _translated(
        self, who: Identity, place: Participation, message: Message, lang: str
    ) -> Translated:
        if not self.translations.languages:
            return UNAVAILABLE
        if lang not in self.translations.languages:
            raise Invalid("lang", f"must be one of {', '.join(self.translations.languages)}")
        self.limiter.take(who.user)
        work = self.translations.start(Wanted(place.conversation, message, lang, told={place.side}))
        done, _ = await asyncio.wait({work}, timeout=ANSWER_SECONDS)
        if not done or work.cancelled():
            return UNAVAILABLE
        outcome = work.result()
        if outcome is None:
            raise NotFound("There is no such message.")
        return outcome
