"""Messages that were just delivered, waiting to be translated for those who read other languages.

Nobody waits for this. It lets the message's own ack out first and gives way to those who are
sending: to a few for a moment, to many for longer. What there is no room for is left out: it is
asked for when somebody opens the thread.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable

import structlog

from hub.actions.ports import ReadingLanguages
from hub.actions.translate_message import Translations, Wanted
from hub.domain.conversations import Conversation, Side
from hub.domain.messages import Kind, Message
from hub.domain.translations import base
from hub.errors import HubError

log = structlog.get_logger("hub")

MOST_WAITING = 1_000
AT_ONCE = 16
"""Messages under way; an engine that hangs holds up no more than these."""
OF_ONE_SENDER = 4
"""Messages under way of one person: who sends page after page holds up nobody else."""
BREATH_SECONDS = 0.01
"""For the ack and the pushes of the message itself, whose work is not all done yet."""
COURTESY_SECONDS = 0.03
"""That it waits at most for others' sends while they are few: no reader notices."""
FRESH_SECONDS = 1.0
"""That a message may wait without anybody having a reason to look at it again."""
PATIENCE_SECONDS = 30.0
"""That the oldest one waits while others are sending."""
LOOK_AGAIN_SECONDS = 0.05
LOOK_AGAIN_SOON_SECONDS = 0.004


class TranslateLater:
    """A bounded queue and a few workers, which are there only while something waits."""

    def __init__(
        self,
        translations: Translations,
        reading: ReadingLanguages,
        *,
        sending: Callable[[], bool],
        busy: Callable[[], bool],
        observe: Callable[[str], None],
        most: int = MOST_WAITING,
    ) -> None:
        """While anybody is `sending`, and longer while all are `busy` with that, nothing is begun.

        `observe` is told of what is left out.
        """
        self._translations = translations
        self._reading = reading
        self._sending = sending
        self._busy = busy
        self._observe = observe
        self._most = most
        self._waiting: deque[tuple[float, Conversation, Message]] = deque()
        self._under_way: Counter[str] = Counter()
        self._workers: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()
        self._closed = False

    def __len__(self) -> int:
        """Messages that wait, besides those under way."""
        return len(self._waiting)

    def add(self, conversation: Conversation, message: Message) -> None:
        """Translate it soon; the oldest one gives way where there is no room."""
        if self._closed or not self._translations.languages or message.draft.kind is not Kind.TEXT:
            return
        if len(self._waiting) >= self._most:
            self._waiting.popleft()
            self._observe("left_out")
        loop = asyncio.get_running_loop()
        self._waiting.append((loop.time(), conversation, message))
        if len(self._workers) < AT_ONCE:
            self._workers.add(loop.create_task(self._work()))

    async def close(self) -> None:
        """Take on nothing more, and give up what waits and what is under way."""
        self._closed = True
        self._waiting.clear()
        for worker in list(self._workers):
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self._translations.close()

    async def _work(self) -> None:
        try:
            while taken := await self._next():
                conversation, message, fresh = taken
                try:
                    await self._attempt(conversation, message, fresh=fresh)
                finally:
                    self._over(message.draft.sender.id)
        finally:
            # Within the task: what is added from now on needs another worker.
            self._workers -= {asyncio.current_task()}

    async def _attempt(self, conversation: Conversation, message: Message, *, fresh: bool) -> None:
        try:
            await self._translate(conversation, message, fresh=fresh)
        except HubError:
            self._observe("unavailable")
        except Exception as error:
            log.error("translation_failed", exc_info=error)

    def _over(self, sender: str) -> None:
        self._under_way[sender] -= 1
        if not self._under_way[sender]:
            del self._under_way[sender]

    async def _next(self) -> tuple[Conversation, Message, bool] | None:
        """Once it may be begun; whether it is still fresh. None when nothing waits for a worker."""
        async with self._turn:
            while (place := self._first()) is not None:
                added, conversation, message = self._waiting[place]
                waited = asyncio.get_running_loop().time() - added
                if pause := self._held_back(waited):
                    await asyncio.sleep(pause)
                    continue
                del self._waiting[place]
                self._under_way[message.draft.sender.id] += 1
                return conversation, message, waited < FRESH_SECONDS
        return None

    def _held_back(self, waited: float) -> float:
        """Seconds after which to look again; 0 when it may be begun."""
        if waited < BREATH_SECONDS:
            return BREATH_SECONDS - waited
        if waited < COURTESY_SECONDS and self._sending():
            return LOOK_AGAIN_SOON_SECONDS
        if waited < PATIENCE_SECONDS and self._busy():
            return LOOK_AGAIN_SECONDS
        return 0

    def _first(self) -> int | None:
        """The place of the oldest one whose sender has not enough under way."""
        return next(
            (
                place
                for place, (_, _, message) in enumerate(self._waiting)
                if self._under_way[message.draft.sender.id] < OF_ONE_SENDER
            ),
            None,
        )

    async def _translate(
        self, conversation: Conversation, message: Message, *, fresh: bool
    ) -> None:
        """Into what either side reads. Raises Overloaded."""
        reads = await self._reading.of(conversation)
        works = [
            self._translations.start(_wanted(conversation, message, lang, readers, fresh=fresh))
            for lang in self._translations.languages
            if (readers := {side for side in Side if lang in reads.get(side, ())})
        ]
        if works:
            await asyncio.wait(works)


def _wanted(
    conversation: Conversation, message: Message, lang: str, readers: set[Side], *, fresh: bool
) -> Wanted:
    """Who reads what its sender usually writes expects no translation."""
    usual = base(message.draft.lang) == lang
    expecting = set() if usual else set(readers)
    return Wanted(conversation, message, lang, set(readers), expecting, fresh)
