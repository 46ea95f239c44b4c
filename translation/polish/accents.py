"""Accents that many leave out, where a word's ending or place says which it needs."""

import re
from collections.abc import Sequence

_Rule = tuple[re.Pattern[str], str]

_QUESTION = re.compile(
    r"((?:^|[.!?] )\W*)(como|cuant[oa]s?|cuando|donde|cual|cuales|que|quien)\b(?=[^.!?]*\?)",
    re.IGNORECASE,
)
_STRESSED = {
    "como": "cómo",
    "cuanto": "cuánto",
    "cuanta": "cuánta",
    "cuantos": "cuántos",
    "cuantas": "cuántas",
    "cuando": "cuándo",
    "donde": "dónde",
    "cual": "cuál",
    "cuales": "cuáles",
    "que": "qué",
    "quien": "quién",
}
_ENDINGS: dict[str, Sequence[_Rule]] = {
    "es": (
        (re.compile(r"(?<=[^\W\d_][cs])ion\b"), "ión"),
        (re.compile(r"(?<=\w[dt]r)ia(n?)\b(?<!historia)(?<!patria)(?<!industria)"), r"ía\1"),
    ),
    "pt": (
        (re.compile(r"(?<=[^\W\d_])cao\b"), "ção"),
        (re.compile(r"(?<=[^\W\d_])coes\b"), "ções"),
        (
            re.compile(
                r"((?:^|[.!?,] ))([Ee])(?= (?:uma?|couro|de|muito|nov[oa]|original|possível|normal"
                r"|para presente|melhor|compatível|verdade|lindo|linda|meu|minha|só)\b)"
            ),
            r"\1é",
        ),
    ),
}


_PAST = re.compile(r"(?<!\bno )(?<!\bque )(?<!\bfavor )\b(pagu|compr)e\b", re.IGNORECASE)
_ACCENT = re.compile("[áéíóú]", re.IGNORECASE)


def past(text: str) -> str:
    """Spanish "pague" of somebody who sets no accents; who sets them means "pay"."""
    return text if _ACCENT.search(text) else _PAST.sub(r"\1é", text)


def accented(text: str, source: str) -> str:
    """The text with accents that are certain enough."""
    for pattern, form in _ENDINGS.get(source, ()):
        text = pattern.sub(form, text)
    return _QUESTION.sub(_asked, text) if source == "es" else text


_SINCE = re.compile(
    r"\b([Ll])lev(o|as|a|amos|an) ((?:casi |más de )?\w+ (?:días?|semanas?|meses|mes|horas?|años?))"
    r" (\w+(?:ndo|d[oa]s?))\b"
)
_FITS = re.compile(
    r"\ba (mis? \w+|ella|él) les? quedan? (?:muy )?"
    r"((?:grande|pequeñ[oa]|chic[oa]|cort[oa]|larg[oa]|estrech[oa])s?)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b([Vv])uelv(o|e|emos|en) a (\w+[aei]r(?:l[aeo]s?|me|te|nos)?)\b")
_GOING = {"o": "oy", "e": "a", "emos": "amos", "en": "an"}
_BEING = {"o": "estoy", "as": "estás", "a": "está", "amos": "estamos", "an": "están"}


def since(text: str) -> str:
    """Spanish verbs that others have not: "llevo dos días esperando", "le queda grande"."""
    text = _FITS.sub(_too, text)
    text = _AGAIN.sub(lambda at: f"{at[1]}{_GOING[at[2]]} a {at[3]} de nuevo", text)
    return _SINCE.sub(_being, text)


def _too(match: re.Match[str]) -> str:
    """Whose it is comes last."""
    whom, how = match.groups()
    verb = "son" if how.endswith("s") else "es"
    said = f"{verb} demasiado {how} para {whom}"
    return said.capitalize() if match[0][0] == "A" else said


def _being(match: re.Match[str]) -> str:
    verb = _BEING[match[2]]
    verb = verb.capitalize() if match[1] == "L" else verb
    return f"{verb} {match[4]} desde hace {match[3]}"


def _asked(match: re.Match[str]) -> str:
    word = _STRESSED.get(match[2].lower(), match[2])
    return match[1] + (word[:1].upper() + word[1:] if match[2][:1].isupper() else word)
