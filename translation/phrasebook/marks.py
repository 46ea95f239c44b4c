"""Punctuation as each language sets it."""

_OPENING = {"?": "¿", "!": "¡"}
_WIDE = {"?": "？", "!": "！", ".": "。", "…": "……"}
_CLOSING = {
    "fr": {"?": " ?", "!": " !"},
    "zh": _WIDE,
    "ja": {**_WIDE, "…": "…"},
    "ar": {"?": "؟"},
}
_COMMA = {"zh": "，", "ja": "、", "ar": "، "}
WIDE = frozenset({"zh", "ja"})
"""Languages without spaces between words and sentences."""

# German nouns keep their capital wherever they stand, and "Sie" means you: only these lose it.
_GERMAN_WORDS = """
aber alles am an auch auf aus bei bis bitte da danke dann darf das dein der die dies diese
dieser dieses ein eine einen einverstanden er es für ganz gerne geht gibt gut gute guten
guter habe haben hat heute ich ihr im in ist ja jetzt kann kannst kein keine könnte
könnten können leider liefern machen man mein meine mit möchte morgen nein nehmen nicht
noch nur ob oder okay passt perfekt schade schon sehr sind sobald sofort so soll stimmt
super toll und verkaufen verschicken versenden viel vielen von wann war warum was welche
welchen welcher welches wenn werde werden wie wir wird wissen wo woher würde würden zu zum
zur akzeptieren bieten fällt funktioniert funktionieren klingt selbstverständlich
natürlich warten antworten prüfen senden schicken herzlichen
"""
_GERMAN_SMALL = frozenset(_GERMAN_WORDS.split())


def finished(text: str, mark: str, language: str) -> str:
    """The text with that mark at its end, and at its beginning where Spanish has one."""
    closed = text + _CLOSING.get(language, {}).get(mark, mark)
    opening = _OPENING.get(mark, "") if language == "es" else ""
    return closed if not opening or opening in text else opening + closed


def lowered(text: str, language: str) -> str:
    """The text as it goes on after a comma."""
    start = len(text) - len(text.lstrip("¿¡"))
    word = text[start:].split(" ", 1)[0].rstrip(",.!?").casefold()
    if _keeps_capital(text[start:], word, language):
        return text
    return text[:start] + text[start : start + 1].lower() + text[start + 1 :]


def _keeps_capital(text: str, word: str, language: str) -> bool:
    if language == "en":
        return word == "i" or word.startswith(("i'", "i’")) or text[:2].isupper()
    return (language == "de" and word not in _GERMAN_SMALL) or text[:2].isupper()


def comma(language: str) -> str:
    """Between two clauses, with its space."""
    return _COMMA.get(language, ", ")


def gap(language: str) -> str:
    """Between two sentences."""
    return "" if language in WIDE else " "
