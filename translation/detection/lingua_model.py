"""lingua's models: better than langdetect's on short text, for about 200 MB for six languages.

It is an extra ("lingua"). Preloaded, for otherwise a language's first message waits for its model.
"""

from collections.abc import Mapping, Sequence
from math import log

from lingua import Language, LanguageDetectorBuilder

from translation.languages import base

_FLOOR = 1e-4
"""lingua gives 0 to what it rules out; a misspelling is enough for that."""

_DIGITS = 6
"""Its last digits differ from call to call: it adds up in whatever order its threads finish."""


class Lingua:
    """A detector of lingua for some languages, its models loaded."""

    def __init__(self, languages: Sequence[Language]) -> None:
        builder = LanguageDetectorBuilder.from_languages(*languages)
        self._detector = builder.with_preloaded_language_models().build()

    def scores(self, words: Sequence[str]) -> Mapping[str, float]:
        """From its confidence values."""
        values = self._detector.compute_language_confidence_values(" ".join(words))
        return {
            _code(each.language): round(log(max(each.value, _FLOOR)), _DIGITS) for each in values
        }


def model(languages: Sequence[str]) -> Lingua | None:
    """None where lingua knows less than two; Norwegian is its Bokmål."""
    named = sorted(Language.all(), key=lambda each: each.name, reverse=True)
    known = {_code(each): each for each in named if _code(each) in languages}
    return Lingua(list(known.values())) if len(known) > 1 else None


def _code(language: Language) -> str:
    return base(language.iso_code_639_1.name)
