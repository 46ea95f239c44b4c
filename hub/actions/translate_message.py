"""A message's translation, from its text to what is kept and told.

Only messages that were delivered come here. Each step may be the last one before a crash: nothing
is lost but the translation, and that is asked for again when somebody opens the thread.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from hub.actions.access import Participation
from hub.actions.announce import Announcer
from hub.actions.ports import Clock, Messages, SearchIndex, Translator, Vocabulary
from hub.actions.single_flight import SingleFlight
from hub.actions.spoken import Spoken
from hub.actions.translate_check import CheckTranslation
from hub.actions.visible import deleted
from hub.domain.conversations import Conversation, Side
from hub.domain.messages import Kind, Message
from hub.domain.translations import MessageTranslation, Translated, base
from hub.errors import HubError
from translation import Translation

log = structlog.get_logger("hub")

LONGEST_SECONDS = 30.0
"""For one message and language, whatever the engines are doing."""

UNAVAILABLE = Translated(None, None, "unavailable")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message in a language.

    `told` are the sides that learn of a translation; those in `expecting` learn too that there is
    none.
    """

    conversation: Conversation
    message: Message
    lang: str
    told: set[Side] = field(default_factory=set)
    expecting: set[Side] = field(default_factory=set)
    fresh: bool = False
    """It was committed a moment ago: there is no need to look at it again."""


@dataclass(frozen=True, slots=True)
class Translations:
    """Each message into each language once, however many ask for it."""

    translator: Translator
    vocabulary: Vocabulary
    check: CheckTranslation
    spoken: Spoken
    messages: Messages
    search: SearchIndex
    announce: Announcer
    clock: Clock
    observe: Callable[[str], None]
    """Told of each outcome by its name."""
    _wanted: dict[tuple[Any, str], Wanted] = field(default_factory=dict)
    _working: SingleFlight[tuple[Any, str], Translated | None] = field(default_factory=SingleFlight)
    _detecting: SingleFlight[Any, str | None] = field(default_factory=SingleFlight)

    @property
    def languages(self) -> Sequence[str]:
        """Those that a text may be translated into; none without an engine."""
        return self.translator.languages

    def __len__(self) -> int:
        """Translations on their way."""
        return len(self._working)

    def start(self, asked: Wanted) -> asyncio.Task[Translated | None]:
        """What becomes of it; None where the message is gone. Never raises but by `close`."""
        key = asked.message.id, asked.lang
        wanted = self._wanted.setdefault(key, asked)
        wanted.told.update(asked.told)
        wanted.expecting.update(asked.expecting)
        return self._working.join(key, lambda: self._outcome(key, wanted))

    async def close(self) -> None:
        """Give up what is on its way."""
        await self._working.close()
        await self._detecting.close()

    async def _outcome(self, key: tuple[Any, str], wanted: Wanted) -> Translated | None:
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                outcome = await self._translated(wanted)
        except (HubError, TimeoutError):
            outcome = UNAVAILABLE
        except Exception as error:
            log.error("translation_failed", exc_info=error)
            outcome = UNAVAILABLE
        finally:
            self._wanted.pop(key, None)
        self._tell(wanted, outcome)
        return outcome

    async def _translated(self, wanted: Wanted) -> Translated | None:
        message = await self._as_it_is(wanted)
        if message is None or message.erased:
            return None
        known = message.translation(wanted.lang)
        if known is not None:
            wanted.told.intersection_update(await self._seen_by(wanted.conversation, message))
            return Translated(known.source, known)
        if message.draft.kind is not Kind.TEXT:
            return Translated(None, None, "no_language")
        source = await self._source(message, newest=wanted.fresh)
        if source is None:
            return Translated(None, None, "no_language")
        if source == wanted.lang:
            return await self._noted(message, Translated(source, None, "same_language"))
        return await self._made(wanted, message, source)

    async def _as_it_is(self, wanted: Wanted) -> Message | None:
        """It may have been erased, or translated, since somebody saw it."""
        if wanted.fresh:
            return wanted.message
        return await self.messages.get(wanted.conversation.id, wanted.message.seq)

    async def _source(self, message: Message, *, newest: bool) -> str | None:
        if message.translations:
            return message.translations[0].source
        task = self._detecting.join(message.id, lambda: self._detected(message, newest=newest))
        return await asyncio.shield(task)

    async def _detected(self, message: Message, *, newest: bool) -> str | None:
        earlier = await self.spoken.before(message, newest=newest)
        profile = base(message.draft.lang)
        found = await self.translator.detect(message.draft.text, profile=profile, history=earlier)
        if newest:
            self.spoken.note(message, found.lang)
        return found.lang

    async def _made(self, wanted: Wanted, message: Message, source: str) -> Translated | None:
        conversation, lang = wanted.conversation, wanted.lang
        terms = await self.vocabulary.of(conversation, message.draft.sender.side)
        made = await self.translator.translate(
            message.draft.text, source=source, target=lang, terms=terms
        )
        if made is None:
            return await self._noted(message, Translated(source, None, "unavailable"))
        if not await self.check(conversation, message, made):
            return await self._noted(message, Translated(source, None, "withheld"))
        return await self._kept(wanted, message, _as_kept(made, self.clock))

    async def _kept(
        self, wanted: Wanted, message: Message, translation: MessageTranslation
    ) -> Translated | None:
        wanted.told.intersection_update(await self._seen_by(wanted.conversation, message))
        outcome = await self._noted(message, Translated(translation.source, translation))
        if outcome is not None:
            all_of_it = replace(message, translations=(*message.translations, translation))
            self.search.add(wanted.conversation, all_of_it)
        return outcome

    async def _noted(self, message: Message, outcome: Translated) -> Translated | None:
        """With the message, unless that was erased meanwhile."""
        draft, source = message.draft, outcome.source
        if source is None or (outcome.translation is None and source == base(draft.lang)):
            return outcome
        lang = draft.lang if source == base(draft.lang) else source
        kept = await self.messages.put_translation(
            message.conversation_id, message.seq, lang, outcome.translation
        )
        return outcome if kept else None

    async def _seen_by(self, conversation: Conversation, message: Message) -> set[Side]:
        newest = self.announce.conversations.newest(conversation)
        places: Iterable[Participation] = (Participation(newest, side) for side in Side)
        return {place.side for place in places if not await deleted(self.messages, place, message)}

    def _tell(self, wanted: Wanted, outcome: Translated | None) -> None:
        if outcome is None:
            self.observe("gone")
            return
        self.observe(outcome.reason or "translated")
        sides = wanted.told if outcome.translation else wanted.expecting
        self.announce.translated(wanted.conversation, wanted.message, wanted.lang, outcome, sides)


def _as_kept(made: Translation, clock: Clock) -> MessageTranslation:
    return MessageTranslation(
        lang=made.lang,
        text=made.text,
        engine=made.engine,
        rough=made.rough,
        source=made.source,
        route=made.route,
        at=clock.now(),
    )
