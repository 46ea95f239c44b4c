"""The rules in use, each with how often staff agreed with it."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from hub.actions.ports import Clock
from hub.actions.staff.ports import Counts
from hub.actions.staff.rules import RuleBook
from hub.domain.rules import CustomTerm, Rule, RulesInUse
from hub.domain.tallies import Tally
from moderation import RuleInfo, Term

_COUNTED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ReadRules:
    book: RuleBook
    counts: Counts
    clock: Clock

    async def __call__(self) -> RulesInUse:
        """Raises Overloaded."""
        await self.book.catch_up()
        now = self.clock.now()
        decided = await self.counts.by_rule(now - _COUNTED, now + timedelta(days=1))
        rules = self.book.engine.rules
        return RulesInUse(
            version=rules.version,
            rules=tuple(
                _rule(info, decided.get(info.id, Tally())) for info in rules.moderation.rules()
            ),
            policy=dict(rules.moderation.policy.data),
            changed_policy=dict(rules.overrides.policy),
            terms=tuple(_custom(term) for term in rules.overrides.terms),
        )

    async def one(self, rule: str) -> Rule:
        """Raises NotFound, Overloaded."""
        now = self.clock.now()
        decided = await self.counts.by_rule(now - _COUNTED, now + timedelta(days=1))
        return _rule(self.book.find(rule), decided.get(rule, Tally()))


def _rule(info: RuleInfo, decided: Tally) -> Rule:
    return Rule(
        id=info.id,
        category=info.category,
        description=info.description,
        languages=tuple(info.languages),
        terms=info.terms,
        mode=info.mode,
        source=info.source,
        decided=decided,
    )


def _custom(term: Term) -> CustomTerm:
    return CustomTerm(**asdict(term))
