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
    """Versions that this program cannot read or compile; the log was told of them."""

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

    def find(self, rule: str) -> RuleInfo:
        """A rule in use; raises NotFound."""
        for info in self.engine.rules.moderation.rules():
            if info.id == rule:
                return info
        raise NotFound("There is no such rule.")

    async def catch_up(self) -> None:
        """Use the newest usable version, whoever made it, and see that it is in the audit log.

        One that this program cannot read or compile is told in the log and skipped.
        """
        async with self.turn:
            await self._catch_up()

    async def _change(
        self, who: Identity, reason: str, edit: Callable[[Overrides, int], Edit]
    ) -> int:
        async with self.turn:
            while True:
                number = await self._catch_up() + 1
                with refusing():
                    edited = edit(self.engine.rules.overrides, number)
                rules = await compiled(number, edited.overrides)
                version = self._version(who, reason, number, edited)
                if await self.versions.add(version):
                    await self.audit.add(_entry(version))
                    self.engine.take(rules)
                    log.info("rules_changed", version=version.version)
                    return version.version

    def _version(self, who: Identity, reason: str, number: int, edited: Edit) -> RuleVersion:
        base = self.engine.rules.version
        skipping = () if base == number - 1 else (f"built on version {base}",)
        return RuleVersion(
            version=number,
            at=self.clock.now(),
            author=who.user,
            name=who.name,
            reason=reason,
            action=edited.action,
            subject=edited.subject,
            overrides=edited.overrides.dump(),
            changes=(*edited.changes, *skipping),
        )

    async def _catch_up(self) -> int:
        """The newest version's number, usable or not; 0 without any."""
        newest = version = await self._newest(before=None)
        while version is not None and version.version > self.engine.rules.version:
            if await self._use(version):
                break
            version = await self._newest(before=version.version)
        return newest.version if newest else 0

    async def _newest(self, *, before: int | None) -> RuleVersion | None:
        found = await self.versions.page(before=before, limit=1)
        return found[0] if found else None

    async def _use(self, version: RuleVersion) -> bool:
        """Whether it can be used, and is."""
        if version.version in self.unusable:
            return False
        await self.audit.add(_entry(version))
        rules = await _usable(version)
        if rules is None:
            self.unusable.add(version.version)
            log.error("rules_not_usable", version=version.version)
            return False
        if self.engine.take(rules):
            log.info("rules_changed", version=version.version)
        return True


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
        return Rules(version, await asyncio.to_thread(Moderation, overrides), overrides)


async def _usable(version: RuleVersion) -> Rules | None:
    """None for what this program cannot read or compile."""
    if version.overrides is None:
        return None
    try:
        return await compiled(version.version, Overrides.parse(version.overrides))
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the rules before it still count
        return None


@contextmanager
def refusing() -> Iterator[None]:
    """Rules that cannot be are Invalid, with what is wrong about them."""
    try:
        yield
    except BadOverrides as error:
        raise Invalid("rules", str(error)) from None


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
