"""E-mail addresses and links, as they are written and as they are said."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from moderation.context import Context
from moderation.document import Document
from moderation.lexicon import Hit
from moderation.verdict import Certainty, Finding
from moderation.views import View, spelled, unbracketed

_EMAIL = re.compile(r"(?<![\w.+%-])\w[\w.+%-]{0,63}\s?@\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{2,24}){1,3}")
_HALF_EMAIL = re.compile(r"(?<![\w@])[\w.+%-]{2,64}\s?@\s?(?=[a-z])")
_LINK = re.compile(
    r"(?<![\w@.-])(?P<scheme>(?:hxxps?|https?|ftp)\s?[:;]\s?/\s?/\s?)?(?P<www>www[.·]\s?)?"
    r"(?P<host>[\w-]{1,63}(?:\s?[.·。．]\s?[\w-]{1,63}){1,4})(?P<path>\s?[/?#:][^\s]*)?"
)
_COMMAS = re.compile(
    r"(?<![\w-])[\w-]{4,40}\s?,\s?(?:com|net|org|shop|store)(?:\s?,\s?[a-z]{2})?(?!\w)"
)
_ADDRESS = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_TOPS = ("com", "net", "org", "uk", "es", "fr", "de", "it", "ru", "cn")
_DOTTED = re.compile(r"\w\s?[.·。．]\s?\w")
_DOTS = re.compile(r"\s?[.·。．]\s?")
_LOCAL = re.compile(r"\w[\w.+-]{0,63}$")
_LABEL_BEFORE = re.compile(r"[\w-]{2,63}[\s()\[\]{}<>\"'*_-]*$")
_LABEL_AFTER = re.compile(r"[\s()\[\]{}<>\"'*_-]*([^\W\d_]{2,12})(?![\w])")
_GLUED_PROVIDER = re.compile(
    r"(?:gmail|gmial|gamil|gmai|hotmail|outlook|yahoo|icloud|protonmail|gmx|yandex|aol|live|msn)"
    r"[ ,._-]{0,2}(?:com|net|org|es|fr|de|it|ru|couk|combr|comtr|cn)(?![a-z])"
)


@cache
def _domains() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files("moderation") / "data" / "domains.toml").read_text("utf-8"))
    return {name: frozenset(known) for name, known in data.items()}


def is_top_level(label: str) -> bool:
    return label in _domains()["generic"] or label in _domains()["country"]


def findings(document: Document) -> Iterator[Finding]:
    """Addresses in every view; the same passage once."""
    known: set[tuple[int, int]] = set()
    for view in (*document.views, *_spelled(document)):
        for start, end, category, rule, certainty in _in_view(document, view):
            if not any(a <= start and end <= b for a, b in known):
                known.add((start, end))
                yield Finding(start, end, category, f"{category}.{rule}", view.name, certainty)


def _spelled(document: Document) -> Iterator[View]:
    for found in (unbracketed(document.plain), spelled(document.plain)):
        if found is not None:
            yield found


Found = tuple[int, int, str, str, Certainty]


def _in_view(document: Document, view: View) -> Iterator[Found]:
    text = view.text
    if "@" in text:
        for match in _EMAIL.finditer(text):
            if is_top_level(_DOTS.split(match.group())[-1].strip()):
                yield (*view.span(*match.span()), "email", "plain", "sure")
    if _DOTTED.search(text):
        yield from _links(document, view)
    if "," in text:
        for match in _COMMAS.finditer(text):
            yield (*view.span(*match.span()), "link", "spoken", "sure")
    if view in document.views:
        yield from _said(document, view)
        yield from _provided(document, view)


# -- links ----------------------------------------------------------------------------------------


def _links(document: Document, view: View) -> Iterator[Found]:
    for match in _LINK.finditer(view.text):
        found = _link(document, view, match)
        if found is not None:
            yield found
    for match in _ADDRESS.finditer(view.text):
        pathed = view.text[match.end() : match.end() + 2]
        if pathed.startswith("/") or view.text[: match.start()].endswith("//"):
            yield (*view.span(*match.span()), "link", "address", "sure")


def _link(document: Document, view: View, match: re.Match[str]) -> Found | None:
    host, spaced = match["host"], len(match["host"].split()) > 1
    labels = [label.strip() for label in _DOTS.split(host)]
    if spaced and not (match["scheme"] or match["www"] or _close(host)):
        # A sentence ends there, and another begins.
        host = host.split()[0].rstrip(".·。．")
        labels = [label for label in _DOTS.split(host) if label]
    written = len(labels)
    while len(labels) > 1 and not is_top_level(labels[-1]):
        labels.pop()
    if len(labels) < 2 or not all(labels) or is_own(".".join(labels), document):
        return None
    whole = len(labels) == written
    if not _is_address(document, view, match, labels, whole=whole):
        return None
    uncut = whole and host == match["host"]
    end = match.end() if uncut else match.start("host") + len(".".join(labels))
    return (*view.span(match.start(), end), "link", _kind(labels, match), "sure")


def _close(host: str) -> bool:
    """Blanks on both sides of every dot: nobody ends a sentence so."""
    return re.search(r"\s[.·]\s?\w", host) is not None


def _kind(labels: list[str], match: re.Match[str]) -> str:
    contact = ".".join(labels[-2:]) in _domains()["contact_hosts"]
    return "contact" if contact else "url" if match["scheme"] or match["www"] else "domain"


def _is_address(
    document: Document, view: View, match: re.Match[str], labels: list[str], *, whole: bool
) -> bool:
    if match["scheme"] or match["www"]:
        return True
    host, top = ".".join(labels), labels[-1]
    if all(label.isdigit() for label in labels[:-1]) or len(labels[-2]) < 2:
        return ".".join(labels[-2:]) in _domains()["contact_hosts"]
    if any(host == known or host.endswith("." + known) for known in _domains()["contact_hosts"]):
        return True
    path = (
        whole
        and match["path"]
        and len(match["path"].strip()) > 1
        and match["path"].strip()[0] in "/?#"
    )
    if path or top not in _domains()["words"]:
        return whole or bool(path) or top in _domains()["generic"]
    return whole and _speaks_for_site(document, view, match, labels)


def _speaks_for_site(
    document: Document, view: View, match: re.Match[str], labels: list[str]
) -> bool:
    """A host whose end is also a word needs a sign: a hyphen, a digit, "my site", an end after."""
    name = labels[-2]
    if "-" in name.strip("-") or any(char.isdigit() for char in name):
        return True
    start, _end = view.span(*match.span("host"))
    first = document.sentence(start)[0]
    if document.has("site_cue", max(first, start - 25), start):
        return True
    following = view.text[match.end("host") :].lstrip()
    ends = not following or not following[0].isalpha()
    return ends and len(name) > 5 and top_is_generic(labels[-1])


def top_is_generic(top: str) -> bool:
    return top in _domains()["generic"] or top in {"es", "it", "de", "me", "pt"}


def is_own(host: str, document: Document) -> bool:
    return is_own_host(host, document.context)


def is_own_host(host: str, context: Context) -> bool:
    """Whether it is the marketplace's, or under one that is; in lower case."""
    own = (known.lower().removeprefix("www.") for known in context.own_hosts)
    return any(host == known or host.endswith("." + known) for known in own)


# -- said aloud -----------------------------------------------------------------------------------


def _said(document: Document, view: View) -> Iterator[Found]:
    """“johnswatches (dot) net”, "luca chiocciola gmail punto com"."""
    text = view.text
    for dot in document.hits.get("dot_word", ()) if document.telling else ():
        if dot.view != view.name:
            continue
        after = _LABEL_AFTER.match(text, dot.to)
        before = _LABEL_BEFORE.search(text, max(0, dot.at - 40), dot.at)
        if after is None or before is None or not _tops(after.group(1)):
            continue
        at = _at_before(document, dot, view)
        if at is not None:
            start = _LOCAL.search(text[: at.at].rstrip(" ([{<-_\"'"))
            place = view.span(start.start() if start else at.at, after.end())
            yield (*place, "email", "spoken", "sure")
        elif _spoken_site(document, dot, text, before, after):
            yield (*view.span(before.start(), after.end()), "link", "spoken", "sure")


def _tops(label: str) -> bool:
    return is_top_level(label) or label in {
        "ком",
        "ру",
        "нет",
        "orgg",
        "con",
        "comm",
        "c0m",
        "كوم",
        "コム",
        "컴",
        "닷컴",
        "com",
    }


def _at_before(document: Document, dot: Hit, view: View) -> Hit | None:
    near = [
        hit
        for hit in document.within("at_word", max(0, dot.start - 40), dot.start)
        if hit.view == view.name
    ]
    strong = [hit for hit in near if hit.entry.term not in {"at", "a", "en", "chez", "bei", "в"}]
    if strong:
        return strong[-1]
    return near[-1] if near else None


def _spoken_site(
    document: Document, dot: Hit, text: str, before: re.Match[str], after: re.Match[str]
) -> bool:
    top = after.group(1)
    marked = any(char in "([{<*_-" for char in text[before.end() - 1 : dot.at + 1])
    if top not in _domains()["words"] or marked:
        return True
    start, end = dot.start, dot.end
    following = text[after.end() :].lstrip()
    ends = not following[:1].isalpha() or following.startswith(("slash", "barra", "slesh"))
    named = len(before.group().strip()) > 3
    return named and (ends or document.near("site_cue", start, end, before=40, after=0))


def _provided(document: Document, view: View) -> Iterator[Found]:
    """A mail provider where an address would have it: "johndoe88@gmail", "juan en gmail"."""
    text = view.text
    stripped = _GLUED_PROVIDER.finditer(text) if any(top in text for top in _TOPS) else ()
    for match in stripped:
        local = _LOCAL.search(text, max(0, match.start() - 40), match.start())
        local = local or _LOCAL.search(text, max(0, match.start() - 41), max(0, match.start() - 1))
        if local:
            yield (*view.span(local.start(), match.end()), "email", "stripped", "sure")
    providers = [
        hit
        for concept in (("name", "maybe_name") if document.telling else ())
        for hit in document.hits.get(concept, ())
        if hit.view == view.name
        and hit.entry.name is not None
        and hit.entry.name.id == "mail_provider"
    ]
    for hit in providers:
        left = text[: hit.at].rstrip()
        if left.endswith("@"):
            local = _HALF_EMAIL.search(text, max(0, hit.at - 66), hit.at + 1)
            yield (
                *view.span(local.start() if local else hit.at, hit.to),
                "email",
                "provider",
                "sure",
            )
            continue
        at = [
            known
            for known in document.within("at_word", max(0, hit.start - 16), hit.start)
            if known.view == view.name
        ]
        if at:
            yield (*view.span(at[0].at, hit.to), "email", "provider", "sure")
        elif document.has("via", max(0, hit.start - 5), hit.start) and _named_before(text, hit):
            yield (*view.span(hit.at, hit.to), "email", "provider", "sure")


def _named_before(text: str, hit: Hit) -> bool:
    """A word before "en gmail" that looks like the first part of an address."""
    words = text[: hit.at].split()[-2:]
    return any(any(char in ".0123456789_" for char in word.strip(".")) for word in words)


# -- the marketplace's own ------------------------------------------------------------------------

_WRITTEN_LINK = re.compile(
    r"(?:https?://|www\.)?(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})(?:[/?#]\S*)?", re.IGNORECASE
)


def outside_own_links(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Without what lies inside a link to the marketplace itself."""
    found = list(findings)
    if not found or not document.context.own_hosts or "." not in document.text:
        return found
    own = [
        match.span()
        for match in _WRITTEN_LINK.finditer(document.text)
        if is_own(match["host"].lower(), document)
    ]
    return [
        known for known in found if not any(a <= known.start and known.end <= b for a, b in own)
    ]
