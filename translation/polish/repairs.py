"""Words that a hop gets wrong, put right where the writer's own word says what was meant."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial

from translation.polish.tables import rows

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ANY = "*"

# Articles and the like that follow a noun's gender.
_MASCULINE = {
    "pt": "a:o as:os da:do das:dos na:no nas:nos à:ao às:aos uma:um minha:meu minhas:meus sua:seu"
    " suas:seus nossa:nosso nossas:nossos esta:este essa:esse outra:outro outras:outros duas:dois"
    " mesma:mesmo pela:pelo numa:num toda:todo desta:deste nesta:neste alguma:algum",
    "fr": "la:le une:un cette:ce ma:mon sa:son notre:notre votre:votre nouvelle:nouveau",
    "es": "la:el las:los una:un esta:este esa:ese otra:otro otras:otros nuestra:nuestro"
    " nuestras:nuestros misma:mismo toda:todo alguna:algún nueva:nuevo dos:dos tres:tres",
}


@dataclass(frozen=True, slots=True)
class Repair:
    """`wrong` becomes `right` where one of `meant` stands in what was written."""

    meant: frozenset[str]
    wrong: str
    right: str
    gender: str
    order: tuple[int, int]


def repaired(text: str, original: str, target: str) -> str:
    """`text` in `target`, made from `original`, with known mistakes put right."""
    table = _table(target)
    if not table:
        return text
    meant = {word.casefold() for word in _WORD.findall(original)} | {_ANY}
    found = {word.casefold() for word in _WORD.findall(text)} & table.keys()
    for repair in sorted((one for word in found for one in table[word]), key=_order):
        if repair.meant & meant:
            text = _pattern(repair.wrong, target).sub(partial(_put, repair, target), text)
    return text


def _order(repair: Repair) -> tuple[int, int]:
    """The longest first, then as the table has them."""
    return repair.order


def _put(repair: Repair, target: str, match: re.Match[str]) -> str:
    """With the capital of what was there, and articles of the new word's gender."""
    before = match["before"] or ""
    right = repair.right
    if match["wrong"][:1].isupper():
        right = right[:1].upper() + right[1:]
    if repair.gender:
        before = _agreeing(before, repair.gender, target)
    return before + right


def _agreeing(words: str, gender: str, target: str) -> str:
    forms = _forms(target, gender)
    fitting = re.sub(
        r"\S+", lambda word: _like(forms.get(word[0].lower(), word[0]), word[0]), words
    )
    # "a outra" is to another one more often than it is the other one.
    return "a outro " if words.lower() == "a outra " else fitting


def _like(form: str, model: str) -> str:
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


@cache
def _forms(target: str, gender: str) -> Mapping[str, str]:
    pairs = [pair.split(":") for pair in _MASCULINE.get(target, "").split()]
    return dict(pairs) if gender == "m" else {new: old for old, new in pairs}


@cache
def _table(target: str) -> Mapping[str, list[Repair]]:
    """By the first word of what is wrong."""
    table: dict[str, list[Repair]] = defaultdict(list)
    for number, row in enumerate(rows(f"repairs-{target}.txt")):
        meant, wrong, right, *gender = row
        first = _WORD.search(wrong)
        if first is None:
            raise ValueError(f"no word to repair: {wrong!r}")
        repair = Repair(
            frozenset(meant.casefold().split()),
            wrong,
            right,
            gender[0] if gender else "",
            (-len(wrong.split()), number),
        )
        table[first.group().casefold()].append(repair)
    return dict(table)


@cache
def _pattern(wrong: str, target: str) -> re.Pattern[str]:
    """Made when first needed: most never are."""
    before = rf"(?<![\w-])(?P<before>(?:{_determiners(target)})?)"
    return re.compile(rf"{before}(?P<wrong>{re.escape(wrong)})(?!\w)", re.IGNORECASE)


@cache
def _determiners(target: str) -> str:
    words = [word for pair in _MASCULINE.get(target, "").split() for word in pair.split(":")]
    if not words:
        return r"(?!)"
    one = "|".join(words)
    return rf"(?:(?:{one}) )(?:(?:{one}) )?"
