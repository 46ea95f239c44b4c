"""The phrases as they are written: complete, and each says itself."""

import re
from itertools import pairwise

import pytest

from translation.phrasebook.book import LANGUAGES, Phrase, book, parse
from translation.phrasebook.engine import say

FILLED = re.compile(r"\{(\d)\}")
VALUES = {"1": "\ue000", "2": "\ue001"}


def filled(wording: str) -> str:
    return FILLED.sub(lambda slot: VALUES[slot[1]], wording)


def test_every_phrase_is_there_in_every_language_with_the_same_slots() -> None:
    assert len(book().phrases) >= 250
    assert len({phrase.name for phrase in book().phrases}) == len(book().phrases)
    for phrase in book().phrases:
        assert set(phrase.wordings) == set(LANGUAGES), phrase.name
        slots = {
            tuple(sorted(FILLED.findall(wording)))
            for wordings in phrase.wordings.values()
            for wording in wordings
        }
        assert len(slots) == 1, phrase.name


def own(phrase: Phrase, language: str) -> bool:
    """Its wording is no other phrase's too: "Bonjour" is said at any time of day."""
    hit = book().find(filled(phrase.wordings[language][0]), language)
    return hit is not None and hit.phrase is phrase


def test_what_is_said_in_one_language_is_understood_and_said_in_the_next() -> None:
    for source, target in pairwise((*LANGUAGES, LANGUAGES[0])):
        for phrase in book().phrases:
            said = say(filled(phrase.wordings[source][0]), source, target)
            assert said is not None, (phrase.name, source)
            if own(phrase, source):
                wanted = filled(phrase.wordings[target][0])
                assert said.strip("¿?？؟¡!！.。 ").casefold() == (
                    wanted.strip("¿?？؟¡!！.。 ").casefold()
                ), (phrase.name, source, target)


def test_a_line_without_a_language_is_refused() -> None:
    with pytest.raises(ValueError, match="not a line of a phrase"):
        list(parse("[one]\nen: One\nthe other"))
