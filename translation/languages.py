"""Language codes: BCP 47 as people's devices send it, base codes as everything here uses them."""

DEFAULT_LANGUAGES = ("en", "es", "fr", "zh", "pt", "it", "de", "ru", "ar", "ja")
"""What a marketplace reads unless it says otherwise."""

_SAME = {"iw": "he", "in": "id", "nb": "no", "nn": "no", "cmn": "zh"}
"""Codes that mean a language under another name."""


def base(code: str) -> str:
    """The language alone: "pt-BR" and "PT_br" are "pt"."""
    language = code.replace("_", "-").split("-", 1)[0].lower()
    return _SAME.get(language, language)
