"""What makes a name harmless: it is refused, warned of, a product's, or the marketplace's own."""

import re

from moderation.document import Document
from moderation.lexicon import Hit, is_word
from moderation.sightings import Sighting, has_via

_QUESTION_MARKS = ("?", "？", "؟")
_VERB_LAST = frozenset({"tr", "ko", "ja", "hi", "de", "nl"})
"""Languages whose verb, and what denies it, may follow the name."""
_NO_THANKS = re.compile(
    r"\b(?:no|nein|non|nao|não|nie|nee|нет|ні|hayır|hayir)[,.]? "
    r"(?:thanks|thank you|danke|gracias|merci|grazie|obrigad|dzięk|bedankt|спасибо|дякую|teşekkür)",
    re.IGNORECASE,
)
_POLITE = ("please", "thanks", "por favor", "gracias", "or ", "o ", "ni ", "and ", "pls")


def is_harmless(sighting: Sighting, document: Document) -> bool:
    """Nobody is meant to leave the platform by it."""
    return (
        _refused(sighting, document)
        or _warned(sighting, document)
        or _own_payment(sighting, document)
    )


def _refused(sighting: Sighting, document: Document) -> bool:
    """“no PayPal please”, "I don't use Telegram, we can talk here"."""
    start, end = sighting.start, sighting.end
    first, last = document.sentence(start)
    if _told_outright(document, start, end):
        return True
    negated = _negations(document, first, start, end)
    after = document.has("negation", end, min(last, end + 30))
    if (negated or after) and document.has("decline", first, last):
        return True
    if document.text[:last].rstrip().endswith(_QUESTION_MARKS):
        return False
    if negated:
        return _denies(document, negated[-1], first, end, last)
    return after and _verb_last(document, end, last)


def _told_outright(document: Document, start: int, end: int) -> bool:
    """The refusal has the name in it, or is the answer to it: "Telegram? No thanks."."""
    declined = document.within("decline", *document.sentence(start))
    overlaps = any(hit.start < end and start < hit.end for hit in declined)
    return overlaps or _NO_THANKS.search(document.text, end, end + 45) is not None


def _negations(document: Document, first: int, start: int, end: int) -> list[Hit]:
    """Negations that govern the name."""
    return [
        hit
        for hit in document.within("negation", max(first, start - 24), end)
        if hit.start < start and _governs(document.text[hit.end : start])
    ]


def _denies(document: Document, negation: Hit, first: int, end: int, last: int) -> bool:
    """A bare "no" also is Portuguese for "on", and begins questions: it must be polite."""
    if negation.entry.term in {"no", "sin", "nada"}:
        asked = document.has("contact_verb", max(first, negation.start - 14), negation.start)
        return _polite(document, end, last) and not asked
    return not document.has("contact_verb", end, last) or document.has("platform", end, last)


def _governs(between: str) -> bool:
    if any(char in between for char in ",，、;:—–(") or len(between.split()) > 3:
        return False
    return all(is_word(char) or char < "⺀" for char in between) or len(between) <= 2


def _verb_last(document: Document, end: int, last: int) -> bool:
    """Verbs that stand last carry the negation: "WhatsApp kullanmıyorum", "카톡은 안 해요"."""
    after = [
        hit
        for hit in document.within("negation", end, min(last, end + 30))
        if hit.entry.langs & _VERB_LAST
    ]
    if not after:
        return False
    found = min(after, key=lambda hit: (hit.start, -hit.end))
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
        or rest.lower().startswith(_POLITE)
    )


def _warned(sighting: Sighting, document: Document) -> bool:
    """A warning of fraud, or what somebody else asked for, told in this sentence or the last."""
    first, last = document.sentence(sighting.start)
    before = max(0, first - 60)
    if document.has("reported", before, last):
        return True
    warnings = document.within("warn", before, last)
    return any(not _denied(document, hit.start) for hit in warnings)


def _denied(document: Document, start: int) -> bool:
    """“no scam, write me on …” warns nobody."""
    return any(
        start - hit.end <= 4 for hit in document.within("negation", max(0, start - 12), start)
    )


def _own_payment(sighting: Sighting, document: Document) -> bool:
    """How the marketplace itself takes money: "does the checkout here take PayPal?"."""
    if sighting.name.category != "payment":
        return False
    first, last = document.sentence(sighting.start)
    question = document.text[:last].rstrip().endswith(_QUESTION_MARKS)
    here = question and document.has("platform", first, last)
    if not (document.has("checkout", first, last) or here):
        return False
    wanted = ("discount", "outside", "outside_bare", "directly", "avoid", "fee", "transfer")
    return not any(document.has(concept, first, last) for concept in wanted)


def is_product(sighting: Sighting, document: Document) -> bool:
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


def _directed(sighting: Sighting, document: Document, first: int, last: int) -> bool:
    """Somebody is to be reached by it."""
    start, end = sighting.start, sighting.end
    owned = any(document.has(whose, max(first, start - 6), start) for whose in ("my", "your"))
    asked = document.has("number_noun", first, last) or document.has("contact_noun", first, last)
    verb = document.has("contact_verb", first, start) or document.has(
        "contact_verb", end, min(last, end + 20)
    )
    person = any(document.has(whom, first, last) for whom in ("me", "my", "your"))
    via = has_via(sighting, document, first, last)
    close = sighting.strong and document.has("contact_verb", max(first, start - 14), start)
    return (
        owned
        or asked
        or close
        or (verb and (person or via))
        or (via and not document.has("feature", *document.clause(start, end)))
    )
