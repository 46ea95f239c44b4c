"""French questions in the order of statements: "la pile est-elle là" is "la pile est là".

Engines for related languages know no inversion; the question mark says enough.
"""

import re

_EST_CE_QUE = re.compile(r"\best-ce qu(?:e |['’])", re.IGNORECASE)
_CEST = re.compile(r"\best-ce (?!qu)", re.IGNORECASE)
_PUIS_JE = re.compile(r"\bpuis-je\b", re.IGNORECASE)
_YOU = re.compile(r"\b(\w+(?:ez|tes))-vous\b", re.IGNORECASE)
_HIM = re.compile(r"(\w+)(?:-t)?-(?:ils?|elles?)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\b(?:le|la|les|l['’]\w+|ce|cet|cette|ces|mon|ma|mes|votre|vos|notre|nos)\b", re.IGNORECASE
)


def uninverted(text: str) -> str:
    """The same question without its inversion."""
    if "-" not in text and "est-ce" not in text.lower():
        return text
    text = _EST_CE_QUE.sub("", text)
    text = _CEST.sub(lambda at: _capital("c'est ", at), text)
    text = _PUIS_JE.sub(lambda at: _capital("je peux", at), text)
    text = _YOU.sub(lambda at: _capital(f"vous {at[1].lower()}", at), text)
    return _HIM.sub(_with_or_without, text)


def _with_or_without(match: re.Match[str]) -> str:
    """Where the subject is there already ("le prix inclut-il"), the pronoun goes."""
    if _SUBJECT.search(match.string[: match.start()]):
        return match[1]
    pronoun = match.group().rsplit("-", 1)[1].lower()
    return _capital(f"{pronoun} {match[1].lower()}", match)


def _capital(text: str, model: re.Match[str]) -> str:
    return text[:1].upper() + text[1:] if model.group()[:1].isupper() else text
