"""Frequent words of chat by language: what settles most short messages.

The lists in words/ are our own: function words, greetings, abbreviations people type, and what is
said about orders. A word stands in the list of every language that has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from translation.detection.tokens import folded

_LISTS = Path(__file__).parent / "words"

_WEIGHTS = {1: 1.0, 2: 2.0, 3: 3.0}
_LONG_WORD = 4.0
"""Log-likelihood ratios by length: a short word is more often an abbreviation of something else.
Chosen on the tuning half of tests/translation/detection/data."""

_FOLDED = 0.7
"""What is left of that for a word that only fits without its accents."""

Scores = dict[str, float]


class Vocabulary:
    """The words that tell some of `languages` from the others."""

    def __init__(self, languages: Iterable[str]) -> None:
        self._owners = _owners({lang: _listed(lang) for lang in languages})

    def add(self, words: Sequence[str], scores: Scores) -> None:
        """Adds to `scores` what the words say for the languages in it."""
        for word in words:
            for lang, weight in self._evidence(word).items():
                if lang in scores:
                    scores[lang] += weight

    def _evidence(self, word: str) -> Mapping[str, float]:
        return self._owners.get(word) or self._owners.get(folded(word), {})


def _owners(lists: Mapping[str, frozenset[str]]) -> dict[str, dict[str, float]]:
    owners: dict[str, dict[str, float]] = defaultdict(dict)
    for lang, words in lists.items():
        for word in words:
            bare = folded(word)
            weight = _WEIGHTS.get(len(bare.rstrip("'")), _LONG_WORD)
            owners[word][lang] = weight
            owners[bare].setdefault(lang, weight * _FOLDED)
    return dict(owners)


def _listed(lang: str) -> frozenset[str]:
    file = _LISTS / f"{lang}.txt"
    return frozenset(file.read_text(encoding="utf-8").split()) if file.exists() else frozenset()
