"""Between the hops: words first, then the shape of the Portuguese that most chains go through."""

from translation.polish.address import addressed
from translation.polish.portuguese import asked_plainly, reshaped
from translation.polish.repairs import repaired

_ROMANCE = frozenset({"es", "fr", "it"})


def between(text: str, original: str, source: str, target: str) -> str:
    """`text`, which a hop made in `target` of `original`, a sentence in `source`."""
    text = repaired(text, original, target)
    if source == "fr":
        text = addressed(text, original, target)
    if target == "pt" and source in _ROMANCE:
        return reshaped(text, original)
    return asked_plainly(text) if target == "pt" and source == "en" else text
