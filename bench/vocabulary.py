"""Made-up talk with the statistics of real talk: common and rare words, accents, Chinese."""

import random
from itertools import accumulate

WORDS = 6_000
CHARACTERS = 800
CHINESE_SHARE = 0.15
_CONSONANTS = (
    "b",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "h",
    "j",
    "l",
    "m",
    "n",
    "ñ",
    "p",
    "r",
    "s",
    "st",
    "t",
    "v",
)
_VOWELS = ("a", "e", "i", "o", "u", "é", "ä", "an", "en", "or")
_HAN_START = 0x4E00


class Vocabulary:
    """Writes sentences and thinks of search queries; the same seed says the same things."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = self._invent_words()
        self._han = [chr(_HAN_START + n) for n in range(CHARACTERS)]
        self._word_weights = _zipf(WORDS)
        self._han_weights = _zipf(CHARACTERS)

    def sentence(self) -> str:
        """4 to 20 words, or as many pairs of characters."""
        length = self._random.randint(4, 20)
        if self._random.random() < CHINESE_SHARE:
            return "".join(self._pick(self._han, self._han_weights, length))
        return " ".join(self._pick(self._words, self._word_weights, length)).capitalize() + "."

    def query(self) -> str:
        """One word, two words, the beginning of one, or two characters."""
        kind = self._random.random()
        if kind < CHINESE_SHARE:
            return "".join(self._pick(self._han, self._han_weights, 2))
        words = self._pick(self._words, self._word_weights, 2 if kind < 0.5 else 1)
        words[-1] = words[-1][: self._random.randint(3, 12)]
        return " ".join(words)

    def _pick(self, items: list[str], weights: list[float], count: int) -> list[str]:
        return self._random.choices(items, cum_weights=weights, k=count)

    def _invent_words(self) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < WORDS:
            words["".join(self._syllable() for _ in range(self._random.randint(1, 4)))] = None
        return list(words)

    def _syllable(self) -> str:
        return self._random.choice(_CONSONANTS) + self._random.choice(_VOWELS)


def _zipf(count: int) -> list[float]:
    """Cumulative weights by which the n-th item is said n times as rarely as the first."""
    return list(accumulate(1 / (rank + 1) for rank in range(count)))
