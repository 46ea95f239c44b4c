"""See what the other side will read, before sending: their language, and back again."""

import asyncio
from dataclasses import dataclass, replace

from hub.actions.access import Access, Participation
from hub.actions.ports import Clock, ReadingLanguages, Translator, Vocabulary
from hub.actions.send import CheckMessage, Composed
from hub.domain.identity import Identity
from hub.domain.translations import MessageTranslation, Preview, base
from translation import Translation

ANSWER_SECONDS = 10.0
"""After which the answer is what is there by then."""


@dataclass(frozen=True, slots=True)
class PreviewMessage:
    """Nothing of it is kept, and what moderation objects to never comes to a translator."""

    access: Access
    check: CheckMessage
    readers: ReadingLanguages
    vocabulary: Vocabulary
    translator: Translator
    clock: Clock

    async def __call__(self, who: Identity, composed: Composed) -> Preview:
        """Raises NotFound, Overloaded."""
        place = await self.access.participation(who, composed.conversation_id)
        lang = await self.readers.first(place.conversation, place.side.other)
        if not await self._allowed(who, composed):
            return Preview(lang, reason="withheld")
        if lang is None:
            return Preview(None, reason="unavailable")
        return await self._seen(who, place, composed, lang)

    async def _seen(
        self, who: Identity, place: Participation, composed: Composed, lang: str
    ) -> Preview:
        source = (await self.translator.detect(composed.text, profile=base(who.lang))).lang
        if source is None or source == lang:
            return Preview(lang, reason="same_language" if source else "no_language")
        until = asyncio.get_running_loop().time() + ANSWER_SECONDS
        there = await self._translated(place, composed.text, (source, lang), until)
        if there is None:
            return Preview(lang, reason="unavailable")
        if not await self._allowed(who, replace(composed, text=there.text)):
            return Preview(lang, reason="withheld")
        back = await self._translated(place, there.text, (lang, source), until)
        return Preview(lang, self._kept(there), back.text if back else None)

    async def _allowed(self, who: Identity, composed: Composed) -> bool:
        return (await self.check(who, composed)).action == "allow"

    async def _translated(
        self, place: Participation, text: str, pair: tuple[str, str], until: float
    ) -> Translation | None:
        """From the one language into the other; None also where it is not there in time."""
        source, target = pair
        terms = await self.vocabulary.of(place.conversation, place.side)
        try:
            async with asyncio.timeout_at(until):
                return await self.translator.translate(
                    text, source=source, target=target, terms=terms
                )
        except TimeoutError:
            return None

    def _kept(self, made: Translation) -> MessageTranslation:
        return MessageTranslation(
            made.lang,
            made.text,
            made.engine,
            made.rough,
            made.source,
            made.route,
            self.clock.now(),
        )
