"""Whether a sentence asks."""

_MARKS = ("?", "？", "؟")


def is_question(text: str) -> bool:
    """By its marks alone."""
    return text.lstrip().startswith("¿") or text.rstrip(" !.…\"'»”)").endswith(_MARKS)
