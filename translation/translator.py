"""Texts from one language into another: protected, in sentences, and put together again."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from translation.detection import Detected, Detector
from translation.engines.port import Engine
from translation.languages import base
from translation.protection import Lost, Masked, Segment, check, mask, segments, unmask
from translation.resilience import Guarded, Health
from translation.result import Translation
from translation.sentence import Rendered, Sentences
from translation.terms import Terms
from translation.walk import Counts, Walker

log = logging.getLogger(__name__)

MESSAGE_SECONDS = 20.0
"""How long one text may take; whoever reads it has the original meanwhile."""
INLINE_CHARACTERS = 300
"""Detection takes 25 to 50 µs for these, less than the way to its thread and back."""
AT_ONCE = 4
"""Sentences of one text on their way together."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text's sentences, each with what became of it."""

    segments: Sequence[Segment]
    rendered: Sequence[Rendered | None]

    @property
    def text(self) -> str:
        return "".join(
            (new.text if new else old.text) + old.after
            for old, new in zip(self.segments, self.rendered, strict=True)
        )

    def characters(self, *, rendered: bool) -> int:
        """Of what was written, in the sentences that were rendered, or in those that were not."""
        pairs = zip(self.segments, self.rendered, strict=True)
        return sum(len(old.text) for old, new in pairs if (new is not None) == rendered)


class Translator:
    """Detects languages and translates; one for a whole program, on one event loop."""

    def __init__(
        self,
        languages: Sequence[str],
        detector: Detector,
        engines: Sequence[Engine],
        sentences: Sentences,
        walker: Walker,
    ) -> None:
        self.languages = tuple(languages)
        self.engines = tuple(engines)
        self._detector = detector
        self._sentences = sentences
        self._walker = walker
        self._warm = False
        # One thread: detection is short, and the first of several at once would load it twice.
        self._detecting = ThreadPoolExecutor(1, thread_name_prefix="detect")

    @property
    def counts(self) -> Counts:
        return self._walker.counts

    def health(self) -> list[Health]:
        """How each engine is."""
        return [engine.health() for engine in self.engines if isinstance(engine, Guarded)]

    async def warm(self) -> None:
        """Load the detector and what is known by heart; the first message need not wait then."""
        await asyncio.get_running_loop().run_in_executor(self._detecting, self._load)
        self._warm = True

    def expect(self, source: str, target: str) -> None:
        """A text will come, for somebody is writing it: load what it may need."""
        source, target = base(source), base(target)
        if source != target:
            self._sentences.expect(source, target)

    async def detect(
        self, text: str, *, profile: str | None = None, history: Sequence[str] = ()
    ) -> Detected:
        """`profile` is the writer's language; `history` those of their last messages, in order."""
        if self._warm and len(text) <= INLINE_CHARACTERS:
            return self._detector.detect(text, profile=profile, history=history)
        return await asyncio.get_running_loop().run_in_executor(
            self._detecting,
            lambda: self._detector.detect(text, profile=profile, history=history),
        )

    async def translate(
        self, text: str, *, source: str, target: str, terms: Terms | None = None
    ) -> Translation | None:
        """None when there is no way for the greater part of it, or nothing to translate."""
        source, target, terms = base(source), base(target), terms or Terms()
        if source == target or not text.strip():
            return None
        if reply := _reply(text, source, target, terms):
            return _shops_own(reply, source, target)
        masked = mask(text, terms, source, target)
        found = segments(masked.text, masked.values)
        if any(segment.text for segment in found):
            return await self._in_time(masked, found, source, target)
        worded = unmask(masked.text, masked.values)
        return None if worded == text else _shops_own(worded, source, target)

    async def close(self) -> None:
        """End what is on its way, and the engines' processes and connections."""
        await self._walker.close()
        await asyncio.gather(*(engine.close() for engine in self.engines), return_exceptions=True)
        self._detecting.shutdown(wait=False, cancel_futures=True)

    def _load(self) -> None:
        self._detector.warm()
        for engine in self.engines:
            engine.edges()

    async def _in_time(
        self, masked: Masked, found: Sequence[Segment], source: str, target: str
    ) -> Translation | None:
        try:
            async with asyncio.timeout(MESSAGE_SECONDS):
                draft = await self._drafted(found, source, target)
            check(masked.text, draft.text)
        except (TimeoutError, Lost) as failure:
            log.warning("translation_failed", extra={"why": type(failure).__name__})
            return None
        return _translation(masked, draft, source, target)

    async def _drafted(self, found: Sequence[Segment], source: str, target: str) -> Draft:
        turn = asyncio.Semaphore(AT_ONCE)

        async def render(segment: Segment) -> Rendered | None:
            if not segment.text:
                return None
            async with turn:
                return await self._sentences(segment.text, source, target)

        return Draft(found, await asyncio.gather(*(render(segment) for segment in found)))


def _translation(masked: Masked, draft: Draft, source: str, target: str) -> Translation | None:
    done = [rendered for rendered in draft.rendered if rendered]
    left = draft.characters(rendered=False)
    if not done or left > draft.characters(rendered=True):
        return None
    longest = max(done, key=lambda one: one.route.count(">"))
    return Translation(
        lang=target,
        text=unmask(draft.text, masked.values),
        engine="+".join(dict.fromkeys(name for one in done for name in one.engine.split("+"))),
        rough=left > 0 or any(one.rough for one in done),
        source=source,
        route=longest.route,
    )


def _reply(text: str, source: str, target: str, terms: Terms) -> str | None:
    """The wording in `target`, where the text is one of the shop's quick replies."""
    said = " ".join(text.split())
    for reply in terms.replies:
        if target in reply and " ".join(reply.get(source, "").split()) == said:
            return reply[target]
    return None


def _shops_own(text: str, source: str, target: str) -> Translation:
    """A text of which no engine was asked: of quick replies, or nothing but terms of a glossary."""
    return Translation(target, text, "shop", rough=False, source=source, route=f"{source}>{target}")
