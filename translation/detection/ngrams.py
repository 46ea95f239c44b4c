"""langdetect's language profiles, with the arithmetic done exactly.

langdetect draws letter sequences of a text at random until one language stands out, which needs a
seed to give the same answer twice and takes about a millisecond. Its model is a naive Bayes over
sequences of one to three letters; here each sequence of the text is counted once, which needs no
chance, is more accurate on short text, and about ten times as fast. Profiles come from langdetect's
own factory, filled with the languages to be compared and no others, so that its global one, whose
first concurrent calls race, is never made.
"""

from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from translation.detection.tokens import folded

_FILES = {"zh": "zh-cn"}
_SMOOTHING = 0.5 / 10_000
"""langdetect's ALPHA_DEFAULT over its BASE_FREQ: the share of a sequence that was never seen."""

_TEMPER = 0.25
"""Overlapping sequences say the same thing up to three times; this makes the sum a likelihood
again. Chosen on the tuning half of tests/translation/detection/data."""

_ORDERS = (1, 2, 3)


class Ngrams:
    """Naive Bayes over langdetect's profiles of some languages."""

    def __init__(self, languages: Sequence[str]) -> None:
        factory = DetectorFactory()
        factory.load_json_profile([_file(lang).read_text(encoding="utf-8") for lang in languages])
        self._languages = [name.split("-")[0] for name in factory.get_lang_list()]
        self._exact = _logs(factory.word_lang_prob_map)
        self._bare = _logs(_merged(factory.word_lang_prob_map))

    def scores(self, words: Sequence[str]) -> Mapping[str, float]:
        """Text without any accent is compared with profiles without accents."""
        text = f" {' '.join(words).replace(chr(39), ' ')} "
        table = self._bare if text.isascii() else self._exact
        rows = [table[gram] for gram in _grams(text) if gram in table]
        sums = [_TEMPER * sum(column) for column in zip(*rows, strict=True)]
        return dict(zip(self._languages, sums, strict=False))


def model(languages: Sequence[str]) -> Ngrams | None:
    """None where langdetect has profiles of less than two."""
    known = [lang for lang in languages if _file(lang).exists()]
    return Ngrams(known) if len(known) > 1 else None


def _file(lang: str) -> Path:
    return Path(PROFILES_DIRECTORY) / _FILES.get(lang, lang)


def _grams(text: str) -> list[str]:
    return [
        text[start : start + order]
        for order in _ORDERS
        for start in range(len(text) - order + 1)
        if text[start : start + order] != " "
    ]


def _merged(shares: Mapping[str, Sequence[float]]) -> Mapping[str, Sequence[float]]:
    merged: dict[str, Sequence[float]] = {}
    for gram, row in shares.items():
        bare = folded(gram)
        before = merged.get(bare)
        merged[bare] = row if before is None else [a + b for a, b in zip(before, row, strict=True)]
    return merged


def _logs(shares: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, ...]]:
    return {
        gram: tuple(log(_SMOOTHING + share) for share in row)
        for gram, row in shares.items()
        if gram == gram.lower()
    }
