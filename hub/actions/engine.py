"""The moderation engine, asked in the hub's own words; staff change its rules while people send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hub.domain import pictures
from hub.domain.findings import Finding, Judgement, Setting, Spot
from hub.domain.strikes import StrikePolicy
from moderation import Context, Moderation, Overrides, Part, PartKind, Verdict, hint
from moderation import Finding as Found


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of the rules, compiled; 0 is the built-in ones.

    `overrides` is what it was compiled from.
    """

    version: int
    moderation: Moderation
    overrides: Overrides = field(default_factory=Overrides)


class Engine:
    """Implements `hub.actions.moderation_ports.Moderator`.

    Who judges takes `rules` once and uses them to the end; a change is for the next one.
    `own_hosts` may be named in messages; `regions` (ISO 3166-1 alpha-2) are where people of this
    marketplace have their phones, besides what is known of the two parties.
    """

    def __init__(
        self, rules: Rules, own_hosts: tuple[str, ...] = (), regions: tuple[str, ...] = ()
    ) -> None:
        self.rules = rules
        self._own_hosts = own_hosts
        self._regions = regions

    def take(self, rules: Rules) -> bool:
        """Use these from now on, unless newer ones are in use already; whether they are new."""
        newer = rules.version > self.rules.version
        if newer:
            self.rules = rules
        return newer

    def judge(self, texts: Sequence[str], setting: Setting) -> Judgement:
        moderation, context = self.rules.moderation, self.context(setting)
        verdict = moderation.check_last(texts, context)
        return Judgement(
            verdict.action,
            findings_of(verdict.findings, len(texts) - 1),
            hint(verdict, setting.lang or "en"),
            hold=verdict.action == "review" and moderation.policy.on_review(context) == "hold",
        )

    def judge_picture(self, seen: pictures.Seen, setting: Setting) -> Judgement:
        moderation, context = self.rules.moderation, self.context(setting)
        parts = seen.parts
        verdict = moderation.check_picture([_as_part(part) for part in parts], context)
        kinds = [_kind_of(part.spot) for part in parts]
        return Judgement(
            verdict.action,
            tuple(
                parts[one.message].placed(replace(one, message=0))
                for one in findings_of(verdict.findings, 0)
            ),
            hint(verdict, setting.lang or "en", kinds),
            hold=verdict.action == "review" and moderation.policy.on_review(context) == "hold",
        )

    def hint(self, findings: Sequence[Finding], lang: str) -> str:
        found = (
            Found(one.start, one.end, one.category, one.rule, one.view, one.certainty, index)
            for index, one in enumerate(findings)
        )
        kinds = [_kind_of(one.spot) for one in findings]
        return hint(Verdict("block", tuple(found)), lang, kinds)

    def strike_policy(self) -> StrikePolicy:
        policy = self.rules.moderation.policy.strikes
        return StrikePolicy(
            timedelta(days=policy.half_life_days),
            policy.cool_down_at,
            timedelta(minutes=policy.cool_down_minutes),
            policy.suspend_at,
            timedelta(hours=policy.suspend_hours),
        )

    def context(self, setting: Setting) -> Context:
        """The same for the package, with what holds everywhere in this marketplace."""
        return Context(
            stage=setting.stage,
            side=setting.side,
            regions=tuple(dict.fromkeys((*setting.regions, *self._regions))),
            own_hosts=self._own_hosts,
            lang=setting.lang,
        )


_KINDS: dict[str, PartKind] = {"code": "code", "words": "words", "likeness": "banned"}


def _as_part(part: pictures.Part) -> Part:
    kind = "unread" if part.unread else _kind_of(part.spot)
    return Part(kind, part.text, part.spot.detail if part.spot else "")


def _kind_of(spot: Spot | None) -> PartKind:
    return _KINDS[spot.kind] if spot else "text"


def findings_of(found: Iterable[Found], last: int) -> tuple[Finding, ...]:
    """In the hub's words: 0 is the last of the judged texts, -1 the one before it."""
    return tuple(
        Finding(
            start=one.start,
            end=one.end,
            category=one.category,
            rule=one.rule,
            view=one.view,
            certainty=one.certainty,
            message=one.message - last,
        )
        for one in found
    )
