"""Staff change the rules: each change is a version with author and reason, in use at once."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from hub.actions.engine import Engine, Rules
from hub.actions.ports import Clock
from hub.actions.staff.ports import Audit, RuleVersions
from hub.domain.audit import AuditEntry
from hub.domain.identity import Identity
from hub.domain.rules import CustomTerm, Mode, RuleVersion
from hub.errors import Conflict, Invalid, NotFound
from moderation import BadOverrides, Moderation, Overrides, RuleInfo, Term

log = structlog.get_logger("hub")

CUSTOM = "custom."
"""Rule ids of terms that staff added begin with this."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a change makes of the overrides; `action` and `subject` are for the audit log."""

    overrides: Overrides
    action: str
    subject: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The only writer of rules."""

    versions: RuleVersions
    audit: Audit
    engine: Engine
    clock: Clock
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Rules are compiled one after the other: whoever loses a race would have to do it again."""
    unusable: set[int] = field(default_factory=set)
    """Versions of which the log was told that this program cannot compile them."""

    async def add_term(
        self, who: Identity, term: CustomTerm, mode: Mode, reason: str
    ) -> tuple[str, int]:
        """The new rule's id and the version; the term's own id is given here.

        Raises Invalid, Conflict when staff added the same term before, Overloaded.
        """

        def edit(base: Overrides, number: int) -> Edit:
            if any((one.term, one.lang) == (term.term, term.lang) for one in base.terms):
                raise Conflict("This term is among the rules already.")
            named = as_term(replace(term, id=f"t{number}"))
            rule = CUSTOM + named.id
            modes = {**base.modes, rule: mode}
            line = f"added {rule}: {term.term} ({term.lang}, {term.category}), {mode}"
            overrides = replace(base, terms=(*base.terms, named), modes=modes)
            return Edit(overrides, "rule.added", rule, (line,))

        version = await self._change(who, reason, edit)
        return f"{CUSTOM}t{version}", version

    async def set_mode(self, who: Identity, rule: str, mode: Mode, reason: str) -> int:
        """The version; raises NotFound, Overloaded."""

        def edit(base: Overrides, _number: int) -> Edit:
            before = self.find(rule).mode
            overrides = replace(base, modes={**base.modes, rule: mode})
            return Edit(overrides, "rule.changed", rule, (f"{rule}: {before} → {mode}",))

        return await self._change(who, reason, edit)

    async def remove_term(self, who: Identity, rule: str, reason: str) -> int:
        """The version; raises NotFound, also for a built-in rule, and Overloaded."""

        def edit(base: Overrides, _number: int) -> Edit:
            kept = tuple(one for one in base.terms if CUSTOM + one.id != rule)
            if len(kept) == len(base.terms):
                raise NotFound("There is no such rule that staff added.")
            modes = {id: mode for id, mode in base.modes.items() if id != rule}
            overrides = replace(base, terms=kept, modes=modes)
            return Edit(overrides, "rule.removed", rule, (f"removed {rule}",))

        return await self._change(who, reason, edit)

    async def set_policy(self, who: Identity, policy: Mapping[str, Any], reason: str) -> int:
        """The version; raises Invalid, Overloaded."""

        def edit(base: Overrides, _number: int) -> Edit:
            parsed = parsed_overrides({**base.dump(), "policy": dict(policy)})
            differing = sorted(
                name
                for name in {*base.policy, *parsed.policy}
                if base.policy.get(name) != parsed.policy.get(name)
            )
            lines = tuple(f"policy: {name}" for name in differing)
            return Edit(parsed, "policy.changed", "policy", lines)

        return await self._change(who, reason, edit)

    async def page(self, *, before: int | None, limit: int) -> list[RuleVersion]:
        """Versions below a number, newest first."""
        return await self.versions.page(before=before, limit=limit)

    async def overrides(self) -> tuple[int, Overrides]:
        """The newest version's."""
        newest = await self.versions.newest()
        return (newest.version, _overrides(newest)) if newest else (0, Overrides())

    def find(self, rule: str) -> RuleInfo:
        """A rule in use; raises NotFound."""
        for info in self.engine.rules.moderation.rules():
            if info.id == rule:
                return info
        raise NotFound("There is no such rule.")

    async def catch_up(self) -> None:
        """Use the newest version, whoever made it, and see that it is in the audit log.

        One that this program cannot compile is told in the log; the rules stay what they were.
        """
        async with self.turn:
            await self._catch_up()

    async def _change(
        self, who: Identity, reason: str, edit: Callable[[Overrides, int], Edit]
    ) -> int:
        async with self.turn:
            while True:
                await self._catch_up()
                number, base = await self.overrides()
                with refusing():
                    edited = edit(base, number + 1)
                rules = await compiled(number + 1, edited.overrides)
                version = self._version(who, reason, number + 1, edited)
                if await self.versions.add(version):
                    await self.audit.add(_entry(version))
                    self.engine.take(rules)
                    log.info("rules_changed", version=version.version)
                    return version.version

    def _version(self, who: Identity, reason: str, number: int, edited: Edit) -> RuleVersion:
        return RuleVersion(
            version=number,
            at=self.clock.now(),
            author=who.user,
            name=who.name,
            reason=reason,
            action=edited.action,
            subject=edited.subject,
            overrides=edited.overrides.dump(),
            changes=edited.changes,
        )

    async def _catch_up(self) -> None:
        newest = await self.versions.newest()
        if newest is None or newest.version <= self.engine.rules.version:
            return
        await self.audit.add(_entry(newest))
        try:
            rules = await compiled(newest.version, _overrides(newest))
        except Invalid:
            if newest.version not in self.unusable:
                self.unusable.add(newest.version)
                log.error("rules_not_usable", version=newest.version)
            return
        if self.engine.take(rules):
            log.info("rules_changed", version=newest.version)


def as_term(term: CustomTerm) -> Term:
    """The same for the engine."""
    return Term(
        id=term.id,
        term=term.term,
        lang=term.lang,
        category=term.category,
        strength=term.strength,
        boundary=term.boundary,
    )


def parsed_overrides(document: Mapping[str, Any]) -> Overrides:
    """Overrides of their JSON; raises Invalid with what is wrong."""
    with refusing():
        return Overrides.parse(dict(document))


async def compiled(version: int, overrides: Overrides) -> Rules:
    """Rules ready for use, made beside the loop; raises Invalid."""
    with refusing():
        return Rules(version, await asyncio.to_thread(Moderation, overrides))


@contextmanager
def refusing() -> Iterator[None]:
    """Rules that cannot be are Invalid, with what is wrong about them."""
    try:
        yield
    except BadOverrides as error:
        raise Invalid("rules", str(error)) from None


def _overrides(version: RuleVersion) -> Overrides:
    return parsed_overrides(version.overrides)


def _entry(version: RuleVersion) -> AuditEntry:
    """One a version, by whichever process writes it first."""
    detail = {
        "version": version.version,
        "reason": version.reason,
        "changes": list(version.changes),
    }
    return AuditEntry(
        id=f"rules-{version.version}",
        at=version.at,
        by=version.author,
        name=version.name,
        action=version.action,
        subject=version.subject,
        detail=detail,
    )
