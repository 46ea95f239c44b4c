"""Chat messages in the shape of sentences."""

import re

_SPANISH = re.compile(r"(?<=[^\W\d_]), ¿(\w)(?=[^?]*\?\W*$)")
_ASKS = {
    "en": r"(?:can|could|is|are|do|does|did|will|would|how|what|when|where) (?:you|i|we|it|this"
    r"|that|there|they|the|much|long)\b",
    "pt": r"(?:é possível|você (?:tem|pode|poderia)|pode|posso|poderia|ainda é possível|é normal"
    r"|tem|quanto|quando|onde|como|qual)\b",
    "fr": r"(?:vous (?:pouvez|pourriez|l['’]avez|avez)|c['’]est normal|est-ce|je peux|puis-je"
    r"|pouvez|pourriez|combien|quand)\b",
    "it": r"(?:potreste|potrebbe|può|posso|le avete|ce l['’]ha|è normale"
    r"|quanto|quando|come|dove)\b",
}
_ASKED = {
    language: re.compile(rf"(?<=[^\W\d_]),? (?={asks}[^?,]*\?\W*$)", re.IGNORECASE)
    for language, asks in _ASKS.items()
}
_DEPENDS = re.compile(
    r"\s*[¿¡]?(?:si|s['’]il|se|if|when|cuando|quand|quando|como|comme|porque|because|hola|hello|hi"
    r"|bonjour|oi|olá|ciao|salve|por favor|please)\b",
    re.IGNORECASE,
)
_SE = re.compile(r"\W*se\b", re.IGNORECASE)
"""In Spanish this is no "if"."""
_WORDS = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"[.?!…:;,]\W*$")
_LEAST_WORDS = 3


def parted(text: str, source: str) -> str:
    """Two sentences of "it is a gift, could you wrap it?", one of "if I buy two, is it less?"."""
    if "?" not in text or (_DEPENDS.match(text) and not (source == "es" and _SE.match(text))):
        return text
    if source == "es":
        return _SPANISH.sub(lambda at: f". ¿{at[1].upper()}", text, count=1)
    pattern = _ASKED.get(source)
    at = pattern.search(text) if pattern else None
    if (
        at is None
        or "," not in at.group()
        or len(_WORDS.findall(text[: at.start()])) < _LEAST_WORDS
    ):
        return text
    rest = text[at.end() :]
    return f"{text[: at.start()]}. {rest[:1].upper()}{rest[1:]}"


def presented(text: str, source: str) -> str:
    """With a capital and a full stop, where it has neither and words enough to be a sentence."""
    del source
    if len(_WORDS.findall(text)) < _LEAST_WORDS:
        return text
    start = len(text) - len(text.lstrip("¿¡ "))
    text = text[:start] + text[start : start + 1].upper() + text[start + 1 :]
    return text if _ENDS.search(text) or not text[-1:].isalpha() else f"{text}."
