"""Messengers, networks and payment services: where one is named, and whether contact is meant.

A strong name counts unless it is refused ("no WhatsApp please"), warned of, or the feature of a
product. An ambiguous one ("line", "signal", "snap") counts only beside a sign of contact.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from moderation.disguises import Disguised, Disguises, glued_on
from moderation.document import Document
from moderation.lexicon import Hit, Name, is_word
from moderation.verdict import Certainty, Finding
from moderation.views import View

_ID_AFTER = re.compile(
    r"\s?[→👉>➡️]{0,3}\s?(?:[:：=]|is\b|es\b|e\b|ist\b|号|id\b|я\b|-)?\s?[:：=@]?\s?(?P<id>@?[a-z0-9][\w.-]{3,30})"
)
_NAMED_AFTER = re.compile(r"\s?[:：=]\s?\w")
_TURNS = {True: ("contact_verb", "seek"), False: ("contact_verb", "seek", "talk")}
"""Concepts that turn to somebody, in a text that is ASCII and in one that is not."""
_LONE = re.compile(r"[\W_]*")
_QUESTION = re.compile(r"\s*[?？؟]")
_HARD = frozenset(
    {"whatsapp", "telegram", "wechat", "viber", "bizum", "paypal", "kakaotalk", "instagram"}
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at its place in the text."""

    start: int
    end: int
    name: Name
    strong: bool
    disguised: bool
    view: View
    at: int
    to: int

    @property
    def length(self) -> int:
        return self.end - self.start


def findings(document: Document, disguises: Sequence[Disguises]) -> Iterator[Finding]:
    for sighting in _distinct(_sightings(document, disguises)):
        certainty = judge(sighting, document)
        if certainty is not None:
            yield Finding(
                sighting.start, sighting.end, sighting.name.category, sighting.name.rule,
                sighting.view.name, certainty,
            )  # fmt: skip


def _sightings(document: Document, disguises: Sequence[Disguises]) -> Iterator[Sighting]:
    views = {view.name: view for view in document.views}
    for concept in ("name", "maybe_name"):
        for hit in document.hits.get(concept, ()):
            assert hit.entry.name is not None
            view = views[hit.view]
            if " " in hit.entry.term and glued_on(view.text, hit.to):
                continue
            hidden = (
                hit.end - hit.start > hit.to - hit.at
                or _mixed(document, hit, view)
                or _styled(document, hit)
            )
            yield Sighting(
                hit.start, hit.end, hit.entry.name, hit.entry.strong, hidden, view, hit.at, hit.to
            )
    for view in document.views:
        for known in disguises:
            for found in (*known.taken_apart(view), *known.misspelt(view)):
                yield _disguised(found, view)


def _mixed(document: Document, hit: Hit, view: View) -> bool:
    """Letters of another script among Latin ones, or styled ones, made to look like the name."""
    if view.name != "latin":
        return False
    written = document.text[hit.start : hit.end]
    return any(char.isascii() for char in written) or any(
        "MATHEMATICAL" in unicodedata.name(char, "") for char in written
    )


def _styled(document: Document, hit: Hit) -> bool:
    """Latin letters in another width, circled, or out of mathematics."""
    written = document.text[hit.start : hit.end]
    return hit.entry.term.isascii() and any(ord(char) > 0x1CFF for char in written)


def _disguised(found: Disguised, view: View) -> Sighting:
    start, end = view.span(found.at, found.to)
    name = found.entry.name
    assert name is not None
    term = found.entry.term
    certain = found.entry.strong and (found.manner != "misspelt" or len(term) > 6)
    strong = certain or (
        not found.entry.strong and found.manner == "stretched" and not name.ordinary
    )
    deliberate = found.manner in {"letter by letter", "figures"} or (
        found.manner in {"apart", "stretched"} and (strong or not name.ordinary)
    )
    return Sighting(start, end, name, strong, deliberate, view, found.at, found.to)


def _distinct(sightings: Iterable[Sighting]) -> list[Sighting]:
    """One for each place: the longest, and a strong one before an ambiguous one."""
    kept: list[Sighting] = []
    taken: set[int] = set()
    for sighting in sorted(
        sightings, key=lambda known: (-known.length, not known.strong, known.start)
    ):
        place = range(sighting.start, sighting.end)
        if taken.isdisjoint(place):
            kept.append(sighting)
            taken.update(place)
    return sorted(kept, key=lambda known: known.start)


def judge(sighting: Sighting, document: Document) -> Certainty | None:
    """Whether contact is meant, or None."""
    if sighting.name.category == "email" and not sighting.strong:
        asked = not sighting.name.ordinary and _asked_by_name(sighting, document)
        return "sure" if asked else None
    if (
        _refused(sighting, document)
        or _warned(sighting, document)
        or _own_payment(sighting, document)
    ):
        return None
    if not sighting.disguised and not _identified(sighting) and _product(sighting, document):
        return None
    if sighting.strong:
        return "sure"
    return _contact(sighting, document)


# -- what speaks for it ---------------------------------------------------------------------------


def _contact(sighting: Sighting, document: Document) -> Certainty | None:
    """Signs of contact beside an ambiguous name."""
    if _measured(sighting, document) and not sighting.disguised:
        return None
    start, end = sighting.start, sighting.end
    first, last = document.sentence(start)
    via = _via(sighting, document, first, last)
    verb = any(
        document.has(kind, max(first, start - 45), start)
        or document.has(kind, end, min(last, end + 35))
        for kind in _TURNS[document.text.isascii()]
    )
    mine = any(document.has(whose, max(first, start - 9), start) for whose in ("my", "your"))
    if not sighting.name.ordinary and _NAMED_AFTER.match(sighting.view.text, sighting.to):
        return "sure"
    opens = start == first and len(document.text) < 40
    if _identified(sighting) and (mine or not sighting.name.ordinary or verb or opens):
        return "sure"
    if mine and not _goes_on_as_noun(sighting, document):
        return "sure"
    if (via and verb) or document.has("me", end, min(last, end + 4)):
        return "sure"
    if sighting.name.category == "link":
        offered = document.has("have", max(first, start - 45), start) or verb or mine
        return "sure" if offered and (via or document.has("discount", first, last)) else None
    if sighting.disguised and len(sighting.view.text[sighting.at : sighting.to]) > 2:
        return "sure"
    if sighting.name.ordinary:
        return None
    if (
        verb
        or document.has("have", max(first, start - 22), start)
        or document.has("number_noun", max(first, start - 30), min(last, end + 25))
    ):
        return "sure"
    if _alone(sighting, document) or _beside_number(sighting, document):
        return "sure"
    return "sure" if via and _QUESTION.match(document.text, end) else None


def _asked_by_name(sighting: Sighting, document: Document) -> bool:
    start = sighting.start
    return any(
        document.has(whose, max(0, start - 8), start) for whose in ("my", "your", "have")
    ) or _identified(sighting, strict=True)


def _identified(sighting: Sighting, *, strict: bool = False) -> bool:
    """An id follows: "insta: lea.vintage", "vx lihua_88"."""
    text = sighting.view.text
    match = _ID_AFTER.match(text, sighting.to)
    if match is None:
        return False
    written = match["id"].strip(".-")
    marked = any(
        char in ":：=@" for char in match.group()[: match.start("id") - match.start()]
    ) or written.startswith("@")
    coded = any(char.isdigit() or char in "_." for char in written) and any(
        char.isalpha() for char in written
    )
    numeric = written.isdigit() and 5 <= len(written) <= 11
    return (marked and (coded or numeric or not strict)) or (coded and not strict)


def _goes_on_as_noun(sighting: Sighting, document: Document) -> bool:
    """“my face cream”, "my line 6 amp": for ordinary words, something must end after the name."""
    if not sighting.name.ordinary and len(document.text[sighting.start : sighting.end]) > 2:
        return False
    rest = sighting.view.text[sighting.to :].lstrip()
    return not (not rest or rest[0] in ".,!?:=" or rest.startswith(("is ", "id ")))


def _alone(sighting: Sighting, document: Document) -> bool:
    """The message is the name and nothing else."""
    before, after = document.text[: sighting.start], document.text[sighting.end :]
    return (
        _LONE.fullmatch(before) is not None
        and _LONE.fullmatch(after) is not None
        and len(document.text) < 25
    )


def _beside_number(sighting: Sighting, document: Document) -> bool:
    text = sighting.view.text
    return re.match(r"[\s:：]{0,3}\+?\d[\d\s-]{6,}", text[sighting.to :]) is not None


# -- what speaks against it -----------------------------------------------------------------------


def _refused(sighting: Sighting, document: Document) -> bool:
    """“no PayPal please”, "I don't use Telegram, we can talk here"."""
    start, end = sighting.start, sighting.end
    first, last = document.sentence(start)
    asks = document.text[:last].rstrip().endswith(("?", "？", "؟"))
    negated = [
        hit
        for hit in document.within("negation", max(first, start - 24), end)
        if hit.start < start and _governs(document.text[hit.end : start])
    ]
    after = document.has("negation", end, min(last, end + 18))
    stays = document.has("decline", first, last)
    if stays and (negated or after):
        return True
    if asks or not (negated or after):
        return False
    if after and not negated:
        return _verb_last(document, end, last)
    bare = negated[-1].entry.term in {"no", "sin", "nada"}
    if bare:
        return _polite(document, end, last) and not document.has(
            "contact_verb", max(first, negated[-1].start - 14), negated[-1].start
        )
    return not document.has("contact_verb", end, last) or document.has("platform", end, last)


def _governs(between: str) -> bool:
    if any(char in between for char in ",，、;:—–(") or len(between.split()) > 3:
        return False
    return all(is_word(char) or char < "⺀" for char in between) or len(between) <= 3


def _verb_last(document: Document, end: int, last: int) -> bool:
    """Verbs that stand last carry the negation: "WhatsApp kullanmıyorum", "카톡은 안 해요"."""
    found = next(document.within("negation", end, min(last, end + 18)))
    if any(char in ",，、;:" for char in document.text[end : found.start]):
        return False
    rest = re.split("[,，、;]", document.text[found.end : last].strip())
    return len(rest[0].strip(" .!。")) < 6


def _polite(document: Document, end: int, last: int) -> bool:
    rest = document.text[end:last].strip(" .!")
    return (
        not rest
        or document.has("platform", end, last)
        or document.has("decline", end, last)
        or rest.lower().startswith(
            ("please", "thanks", "por favor", "gracias", "or ", "o ", "ni ", "and ", "pls")
        )
    )


def _warned(sighting: Sighting, document: Document) -> bool:
    """A warning of fraud, or a report of somebody who asked for it."""
    first, last = document.sentence(sighting.start)
    around = max(0, first - 60), min(len(document.text), last + 40)
    return any(document.has(concept, *around) for concept in ("warn", "reported"))


def _own_payment(sighting: Sighting, document: Document) -> bool:
    """How the marketplace itself takes money: "does the checkout here take PayPal?"."""
    if sighting.name.category != "payment":
        return False
    first, last = document.sentence(sighting.start)
    question = document.text[:last].rstrip().endswith(("?", "？", "؟"))
    here = question and document.has("platform", first, last)
    if not (document.has("checkout", first, last) or here):
        return False
    wanted = ("me", "outside", "outside_bare", "directly", "avoid", "fee", "transfer")
    return not any(document.has(concept, first, last) for concept in wanted)


def _product(sighting: Sighting, document: Document) -> bool:
    """Part of what a product is or does: "messenger bag", "watch shows WhatsApp notifications"."""
    start, end = sighting.start, sighting.end
    first, last = document.sentence(start)
    beside = document.has("product_noun", end, min(last, end + 16))
    if beside and not document.has("via", max(first, start - 6), start):
        return True
    if any(
        start - hit.end <= 5
        for hit in document.within("product_noun", max(first, start - 24), start)
    ):
        return True
    if _directed(sighting, document, first, last):
        return False
    clause = document.clause(start, end)
    if re.match(r"-[^\W\d_]{4,}", sighting.view.text[sighting.to :]):
        return True
    return any(document.has(kind, *clause) for kind in ("feature", "product_noun"))


def _via(sighting: Sighting, document: Document, first: int, last: int) -> bool:
    """A preposition before the name, or a particle right after it."""
    start, end = sighting.start, sighting.end
    return document.has("via", max(first, start - 8), start) or any(
        hit.start - end <= 1 and not hit.entry.term.isascii()
        for hit in document.within("via", end, min(last, end + 8))
    )


def _directed(sighting: Sighting, document: Document, first: int, last: int) -> bool:
    """Somebody is to be reached by it."""
    start, end = sighting.start, sighting.end
    owned = any(document.has(whose, max(first, start - 6), start) for whose in ("my", "your"))
    asked = document.has("number_noun", first, last) or document.has("contact_noun", first, last)
    verb = document.has("contact_verb", first, start) or document.has(
        "contact_verb", end, min(last, end + 20)
    )
    person = any(document.has(whom, first, last) for whom in ("me", "my", "your"))
    via = _via(sighting, document, first, last)
    return (
        owned
        or asked
        or (verb and (person or via))
        or (via and not document.has("feature", *document.clause(start, end)))
    )


def _measured(sighting: Sighting, document: Document) -> bool:
    """A model's or a size's number follows: "LINE 6", "line 0.25"."""
    return (
        re.match(r"\s?[-.]?\s?\d{1,4}(?![\d.]*\d)", sighting.view.text[sighting.to :]) is not None
    )
