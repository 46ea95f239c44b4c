"""Letters that speak for a language within a script.

From the alphabets of the languages (their orthographies as Unicode CLDR lists them in "exemplar
characters"); for Chinese and Japanese from the two reforms: characters that only the simplified
Chinese script has, and those that only the Japanese one has.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

WEIGHT = 2.0
"""Log-likelihood ratio of one such letter: seven to one: names and loans carry them too."""

_LETTERS = {
    "es": "ñáíóúé",
    "pt": "ãõâêôáíóúàéç",
    "fr": "éèêëàâçîïôûùœ",
    "it": "àèìòùé",
    "de": "äöüß",
    "ca": "çàèéíòóúïü",
    "nl": "ëéï",
    "sv": "åäö",
    "da": "åæø",
    "no": "åæø",
    "fi": "äö",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíľňóôšťúýž",
    "ro": "ăâîșț",
    "hu": "áéíóöőúüű",
    "tr": "çğıöşü",
    "vi": "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèíìóòõúùý",
    "ru": "ыэъё",
    "uk": "іїєґ",
    "be": "ўіыэё",
    "bg": "ъ",
    "sr": "ђћљњџј",
    "mk": "ѓќѕј",
    "ar": "ةىأإ",
    "fa": "پچژگکی",
    "ur": "ٹڈڑےںہھپچگکی",
    "zh": "这们个吗么还买卖发货钱单没说请谢问时间给对开关见样么请让现谁难电话东车从应该边两为"
    "什你您她哪呢吧很把们件码邮递尺寸颜优惠的我啦呀嘛啊哦嗯嗎們這個還買賣沒說給樣麼請問",
    "ja": "値番込払発売円対応気検帰届価荷変読楽図沢駅広様済戻",
}

_MARKS = {"¿": "es", "¡": "es"}
"""Punctuation that one language alone uses."""

NOT_RUSSIAN = frozenset("іїєґўђћљњџјѓќѕ")
"""Cyrillic letters that no Russian word has."""


class Letters:
    """The letters that tell some of `languages` from the others."""

    def __init__(self, languages: Iterable[str]) -> None:
        known = [lang for lang in languages if lang in _LETTERS]
        letters = {letter for lang in known for letter in _LETTERS[lang]}
        self._owners = {
            each: tuple(lang for lang in known if each in _LETTERS[lang]) for each in letters
        }

    def add(self, text: str, words: Sequence[str], scores: dict[str, float]) -> None:
        """Adds to `scores` what each distinct letter says for the languages in it."""
        if text.isascii():
            return
        seen = [self._owners.get(letter, ()) for letter in set("".join(words))]
        seen += [(lang,) for mark, lang in _MARKS.items() if mark in text]
        for lang in chain.from_iterable(seen):
            if lang in scores:
                scores[lang] += WEIGHT
