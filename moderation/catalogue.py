"""The rules by id: what staff browse, switch and judge, and what docs/moderation-rules.md lists."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from moderation import grammar
from moderation.lexicon import languages, names_described
from moderation.overrides import Mode, Overrides


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """One rule. `languages`: empty when it depends on none. `terms`: how many it has."""

    id: str
    category: str
    description: str
    languages: tuple[str, ...] = ()
    terms: int = 0
    mode: Mode = "live"
    source: Literal["builtin", "custom"] = "builtin"


_DETECTORS = (
    ("phone.national", "a telephone number in figures"),
    ("phone.international", "a telephone number with its country code"),
    ("phone.assembled", "a telephone number whose parts stand all over a text"),
    ("phone.spelled", "a telephone number with digits in words"),
    ("email.plain", "an e-mail address"),
    ("email.spoken", "an e-mail address said aloud: at, dot"),
    ("email.provider", "an e-mail address without its end: name@gmail"),
    ("email.stripped", "an e-mail address without its signs: namegmailcom"),
    ("link.url", "a link with its scheme or www"),
    ("link.domain", "a host that is not the marketplace's"),
    ("link.contact", "a host whose purpose is to lead to a contact: wa.me, t.me, linktr.ee"),
    ("link.address", "a server's numeric address"),
    ("link.spoken", "a host said aloud: dot com"),
    ("link.code", "a code in a picture that opens a page outside the marketplace"),
    ("link.wifi", "a code in a picture that joins a wireless network"),
    ("messenger.code", "a code in a picture that opens a messenger"),
    ("social.code", "a code in a picture that opens a social network"),
    ("phone.code", "a code in a picture that calls or writes to a telephone"),
    ("email.code", "a code in a picture that writes an e-mail"),
    ("handle.card", "a visiting card as a code in a picture"),
    ("payment.code", "a code in a picture that pays: Pix, a bank transfer, UPI, a cryptocurrency"),
    ("picture.banned", "a picture that looks like one which staff have banned"),
    ("solicitation.unread", "more text, or more of one kind in it, than is read"),
    ("handle.at_name", "a name after @"),
    ("handle.sought", "a name to be looked up elsewhere"),
    ("handle.tag", "a name with #0000"),
    ("payment.iban", "a bank account (its check digits are right)"),
    ("payment.wallet", "a wallet of a cryptocurrency"),
    ("payment.card", "a payment card's number beside words of paying"),
)


def catalogue(overrides: Overrides | None = None) -> tuple[RuleInfo, ...]:
    """Every rule, built-in and of the marketplace, in the mode it is in."""
    changed = overrides or Overrides()
    own = [
        RuleInfo(
            term.rule,
            term.category,
            term.term,
            (term.lang,) if term.lang else (),
            1,
            source="custom",
        )
        for term in changed.terms
    ]
    return tuple(_in_mode(rule, changed) for rule in (*_builtin(), *own))


@cache
def _builtin() -> tuple[RuleInfo, ...]:
    return tuple(sorted((*_names(), *_grammar(), *_detectors()), key=lambda rule: rule.id))


def _names() -> Iterable[RuleInfo]:
    counts: dict[str, int] = defaultdict(int)
    described: dict[str, str] = {}
    for name, term in names_described():
        counts[name.rule] += 1
        described.setdefault(name.rule, term)
    for rule, count in counts.items():
        yield RuleInfo(rule, rule.split(".")[0], f"names such as “{described[rule]}”", (), count)


def _grammar() -> Iterable[RuleInfo]:
    for rule in grammar.rules():
        yield RuleInfo(rule.id, rule.category, rule.description, tuple(_spoken()), 0)


def _detectors() -> Iterable[RuleInfo]:
    for id, description in _DETECTORS:
        yield RuleInfo(id, id.split(".")[0], description)


def _in_mode(rule: RuleInfo, overrides: Overrides) -> RuleInfo:
    mode = overrides.modes.get(rule.id, "live")
    return RuleInfo(
        rule.id, rule.category, rule.description, rule.languages, rule.terms, mode, rule.source
    )


def as_markdown() -> str:
    """The built-in rules as the page docs/moderation-rules.md."""
    rules = catalogue()
    parts = [_HEAD.format(count=len(rules), languages=", ".join(_spoken()))]
    for category in dict.fromkeys(rule.category for rule in rules):
        own = [rule for rule in rules if rule.category == category]
        rows = [f"| `{rule.id}` | {rule.description} | {rule.terms or ''} |" for rule in own]
        parts.append("\n".join([f"## {category}", "", "| rule | what | terms |", _LINE, *rows, ""]))
    return "\n".join(parts)


_LINE = "| --- | --- | --- |"
_HEAD = """# Moderation rules

{count} built-in rules. `python -m moderation --rules > docs/moderation-rules.md` writes this page
from the data files in [moderation/data](../moderation/data); a test compares the two.

Languages with words of their own: {languages}.
"""


def _spoken() -> list[str]:
    return [language for language in languages() if language != "common"]
