"""The engine: a text becomes a document, detectors find, policy decides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from moderation import addresses, grammar, handles, names, phones, pictures, sequences
from moderation.catalogue import RuleInfo, catalogue
from moderation.context import UNKNOWN, Context
from moderation.disguises import Disguises
from moderation.document import Document, Words
from moderation.lexicon import Entry, Lexicon, Name, builtin, entry, glued_numbers
from moderation.overrides import Mode, Overrides
from moderation.policy import RANK, Policy
from moderation.verdict import Action, Finding, Verdict
from moderation.views import visible

LONGEST = 8_000
"""Code points that are read. The hub accepts 4,000; what is longer is put before a person."""


class Moderation:
    """Compiled rules. Immutable and free of I/O: one instance serves every thread.

    Raises BadOverrides when a marketplace's changes cannot be used.
    """

    def __init__(self, overrides: Overrides | None = None) -> None:
        self.overrides = overrides or Overrides()
        self.policy = Policy(self.overrides.policy)
        terms, disguises, numbers = _builtin()
        custom = list(_custom(self.overrides))
        self._words = Words((terms, Lexicon(custom)) if custom else (terms,), numbers)
        self._disguises = (disguises, Disguises(custom)) if custom else (disguises,)
        self._modes = dict(self.overrides.modes)

    def rules(self) -> tuple[RuleInfo, ...]:
        """Every rule and its mode."""
        return catalogue(self.overrides)

    def check(self, text: str, context: Context | None = None) -> Verdict:
        """What is to be done about one message, and why."""
        known = context or UNKNOWN
        found = self.findings(text, known)
        return self.verdict(found, known)

    def check_conversation(
        self, messages: Sequence[str], context: Context | None = None
    ) -> Verdict:
        """What is to be done about one sender's messages, oldest first, read alone and together."""
        known = context or UNKNOWN
        found: list[Finding] = []
        for count in range(1, len(messages) + 1):
            found.extend(
                self._of_last(messages[max(0, count - sequences.WINDOW) : count], known, count)
            )
        return self.verdict(_ordered(found), known)

    def check_last(self, messages: Sequence[str], context: Context | None = None) -> Verdict:
        """What is to be done about the last message, given the sender's earlier ones.

        Findings that it completes have a part in each message; `message` tells which.
        """
        known = context or UNKNOWN
        return self.verdict(_ordered(self._of_last(messages, known, len(messages))), known)

    def check_picture(
        self, parts: Sequence[pictures.Part], context: Context | None = None
    ) -> Verdict:
        """What is to be done about a picture; `message` of a finding is the part that it is in.

        Of all parts together LONGEST code points are read, and at most `pictures.MOST` findings
        told: nobody needs more to see what is wrong.
        """
        known = context or UNKNOWN
        found: list[Finding] = []
        room = LONGEST
        for index, part in enumerate(parts):
            room -= len(part.text)
            found.extend(pictures.numbered(self._in_part(part, known, unread=room < 0), index))
        verdict = self.verdict(_ordered(found), known)
        return replace(verdict, findings=verdict.findings[: pictures.MOST])

    def findings(self, text: str, context: Context) -> list[Finding]:
        """All that the rules object to in a text, whatever the policy makes of it."""
        seen, places = visible(text[:LONGEST])
        document = Document(seen, context, self._words)
        found = addresses.outside_own_links(document, _detected(document, self._disguises))
        found = [_placed(known, places) for known in found]
        if len(text) > LONGEST or (document.telling and document.crowded):
            found.append(_unread(text))
        return _ordered(found)

    def _in_part(self, part: pictures.Part, context: Context, *, unread: bool) -> Iterable[Finding]:
        if part.kind == "banned":
            return [pictures.BANNED]
        if part.kind == "unread":
            return [_unread(part.text)]
        read = [_unread(part.text)] if unread else self.findings(part.text, context)
        return pictures.in_code(part, read, context) if part.kind == "code" else read

    def _of_last(self, messages: Sequence[str], context: Context, count: int) -> list[Finding]:
        last = len(messages) - 1
        shift = count - len(messages)
        found = [replace(known, message=last) for known in self.findings(messages[last], context)]
        found = self._with_earlier(found, messages, context)
        return [replace(known, message=known.message + shift) for known in found]

    def _with_earlier(
        self, found: list[Finding], messages: Sequence[str], context: Context
    ) -> list[Finding]:
        """Findings of the last message, and those that only show beside the earlier ones."""
        seen = [visible(text) for text in messages[-sequences.WINDOW :]]
        skipped = len(messages) - len(seen)
        readings = list(sequences.readings([text for text, _ in seen]))
        if not readings:
            return found
        around = Document(readings[0].text, context, self._words)
        found = [known for known in found if not sequences.is_answer(known, messages, around)]
        for joined in readings:
            for known in self._across(joined, len(seen) - 1, around):
                placed = _placed(known, seen[known.message][1])
                found.append(replace(placed, message=placed.message + skipped))
        return found

    def _across(self, joined: sequences.Joined, last: int, around: Document) -> Iterator[Finding]:
        """What only shows when messages are read together, the last one among them.

        around: the whole window as one document, for what is spoken of.
        """
        same = joined.text == around.text
        document = around if same else Document(joined.text, around.context, self._words)
        for finding in _detected(document, self._disguises):
            parts = joined.split(finding)
            complete = len(parts) > 1 and parts[-1].message == last
            if (
                complete
                and not sequences.is_counted(finding, joined, around)
                and not self._whole(parts, joined)
            ):
                yield from parts

    def _whole(self, parts: Sequence[Finding], joined: sequences.Joined) -> bool:
        """One message has it all: the next only seems to go on with its last word."""
        texts = (joined.part(known.message) for known in parts)
        rule = parts[0].rule
        return any(known.rule == rule for text in texts for known in self.findings(text, UNKNOWN))

    def verdict(self, findings: Iterable[Finding], context: Context) -> Verdict:
        """What the policy makes of findings."""
        live: list[Finding] = []
        shadow: list[Finding] = []
        action: Action = "allow"
        for finding in findings:
            mode: Mode = self._modes.get(finding.rule, "live")
            if mode == "log_only":
                shadow.append(finding)
            elif mode == "live":
                wanted = self.policy.action(finding, context)
                if wanted != "allow":
                    live.append(finding)
                    action = max(action, wanted, key=RANK.__getitem__)
        return Verdict(action, tuple(live), tuple(shadow))


def _unread(text: str) -> Finding:
    """There is more than is read: a person should look."""
    return Finding(0, len(text), "solicitation", "solicitation.unread", "plain", "likely")


def _placed(finding: Finding, places: Sequence[int] | None) -> Finding:
    """A finding in the text that is seen, as a span of the text as it was written."""
    if places is None:
        return finding
    return replace(finding, start=places[finding.start], end=places[finding.end - 1] + 1)


def _detected(document: Document, disguises: Sequence[Disguises]) -> Iterator[Finding]:
    yield from names.findings(document, disguises)
    yield from phones.findings(document)
    yield from addresses.findings(document)
    yield from handles.findings(document)
    yield from grammar.findings(document)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By place, each once."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda found: (found.message, found.start, -found.end, found.rule))


@cache
def _builtin() -> tuple[Lexicon, Disguises, Lexicon]:
    """What every instance shares; a marketplace's own terms stand beside it."""
    entries = list(builtin())
    names = (known for known in entries if known.name is not None)
    return Lexicon(entries), Disguises(names), Lexicon(glued_numbers())


def _custom(overrides: Overrides) -> Iterator[Entry]:
    for term in overrides.terms:
        name = CustomName(term.id, term.category)
        strong = term.strength == "strong"
        concept = "name" if strong else "maybe_name"
        yield entry(term.written, concept, name=name, strong=strong)


@dataclass(frozen=True, slots=True)
class CustomName(Name):
    """A name of the marketplace's own."""

    @property
    def rule(self) -> str:
        return f"custom.{self.id}"
