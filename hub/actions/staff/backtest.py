"""What a rule would have caught lately, found out beside the traffic and never in its way.

Messages are read in slices and checked in a thread. After each slice the thread rests as long as
it worked, and for as long as many people are sending.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from hub.actions.ports import Clock
from hub.actions.staff.ledger import Ledger
from hub.actions.staff.ports import Spoken
from hub.actions.staff.rules import CUSTOM, RuleBook, as_term, compiled, refusing
from hub.domain.circumstances import regions_of
from hub.domain.findings import Setting, Writer
from hub.domain.identity import Identity
from hub.domain.messages import Message
from hub.domain.rules import Backtested, Caught, CustomTerm
from hub.errors import RateLimited
from moderation import Context, Moderation, Overrides

SAMPLE = 20
SLICE = 50
MOST = 50_000
"""Messages that are read for one answer, the newest ones."""
MOST_SECONDS = 25.0
_REST_SECONDS = 0.05
_TRIED = "tried"


@dataclass(frozen=True, slots=True)
class Probe:
    """A rule in force among the others, to be tried on messages; for any thread."""

    rule: str
    moderation: Moderation
    context: Callable[[Setting], Context]

    def caught(self, messages: Sequence[Message]) -> list[Caught]:
        found = (self._caught(message) for message in messages)
        return [one for one in found if one is not None]

    def _caught(self, message: Message) -> Caught | None:
        """The first passage that the rule objects to, as if it was written before a purchase."""
        draft = message.draft
        side: Writer = "seller" if draft.sender.side == "seller" else "buyer"
        setting = Setting("before_purchase", side, regions_of([draft.lang]), draft.lang)
        verdict = self.moderation.check(draft.text, self.context(setting))
        for finding in (*verdict.findings, *verdict.shadow):
            if finding.rule == self.rule:
                return Caught(message, finding.start, finding.end)
        return None


class Backtest:
    """One at a time in this process."""

    def __init__(
        self,
        book: RuleBook,
        spoken: Spoken,
        ledger: Ledger,
        clock: Clock,
        busy: Callable[[], bool],
    ) -> None:
        self._book = book
        self._spoken = spoken
        self._ledger = ledger
        self._clock = clock
        self._busy = busy
        self._one_at_a_time = asyncio.Lock()

    async def rule(self, who: Identity, rule: str, days: int) -> Backtested:
        """One that there is, whatever its mode; raises NotFound, RateLimited, Overloaded."""
        self._book.find(rule)
        return await self._run(who, rule, self._book.engine.rules.overrides, days)

    async def term(self, who: Identity, term: CustomTerm, days: int) -> Backtested:
        """One that might be added; raises Invalid, RateLimited, Overloaded."""
        base = self._book.engine.rules.overrides
        with refusing():
            tried = replace(base, terms=(*base.terms, as_term(replace(term, id=_TRIED))))
        return await self._run(who, CUSTOM + _TRIED, tried, days)

    async def _run(self, who: Identity, rule: str, base: Overrides, days: int) -> Backtested:
        if self._one_at_a_time.locked():
            raise RateLimited(MOST_SECONDS)
        async with self._one_at_a_time:
            live = replace(base, modes={**base.modes, rule: "live"})
            moderation = (await compiled(0, live)).moderation
            await self._ledger.record(who, "rule.backtested", rule, {"days": days})
            return await self._read(Probe(rule, moderation, self._book.engine.context), days)

    async def _read(self, probe: Probe, days: int) -> Backtested:
        since = self._clock.now() - timedelta(days=days)
        started = self._clock.monotonic()
        read, caught, sample, complete = 0, 0, list[Caught](), False
        last: Message | None = None
        while not complete and read < MOST and self._clock.monotonic() - started < MOST_SECONDS:
            messages = await self._spoken.before(last, since, SLICE)
            found = await self._check(probe, messages)
            read, caught = read + len(messages), caught + len(found)
            sample += found[: SAMPLE - len(sample)]
            complete = len(messages) < SLICE
            last = messages[-1] if messages else None
        took_s = self._clock.monotonic() - started
        return Backtested(days, read, caught, tuple(sample), complete, took_s)

    async def _check(self, probe: Probe, messages: Sequence[Message]) -> list[Caught]:
        """Those of a slice that the rule catches; then a rest."""
        began = self._clock.monotonic()
        found = await asyncio.to_thread(probe.caught, messages)
        await asyncio.sleep(self._clock.monotonic() - began)
        while self._busy() and self._clock.monotonic() - began < MOST_SECONDS:  # noqa: ASYNC110 - of a rate
            await asyncio.sleep(_REST_SECONDS)
        return found
