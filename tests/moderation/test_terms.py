"""Each language's terms, each in a sentence that it is for and in one that it is not for."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from moderation import check
from moderation.lexicon import Lexicon, builtin, folded, languages
from tests.moderation.labelled import HERE

TERMS = Path(__file__).parent / "terms"
LEXICON = Path(__file__).parents[2] / "moderation" / "data" / "lexicon"
LANGUAGES = [language for language in languages() if language != "common"]
KNOWN_MISSES = 2
"""Sentences of one language whose verdict is known to be wrong; mending one lowers it."""


def concepts(language: str) -> dict[str, list[str]]:
    read: dict[str, list[str]] = tomllib.loads((LEXICON / f"{language}.toml").read_text("utf-8"))
    return read


def cases(language: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = tomllib.loads((TERMS / f"{language}.toml").read_text("utf-8"))[
        "case"
    ]
    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences(language: str) -> None:
    wrong = [
        case["text"]
        for case in cases(language)
        if (check(case["text"], HERE).action != "allow") != (case["expect"] == "block")
    ]
    assert len(wrong) <= KNOWN_MISSES, wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_sentences_for_and_against(language: str) -> None:
    expected = {case["expect"] for case in cases(language)}
    assert expected == {"block", "allow"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_concept(language: str) -> None:
    optional = {"stopword", "outside_bare"}
    missing = set(concepts("en")) - set(concepts(language)) - optional
    assert not missing
    assert not set(concepts(language)) - set(concepts("en"))


@pytest.mark.parametrize("language", languages())
def test_no_term_stands_twice_in_a_concept(language: str) -> None:
    for concept, terms in concepts(language).items():
        plain = [folded(term) for term in terms]
        assert sorted(plain) == sorted(set(plain)), concept


def test_every_name_finds_itself() -> None:
    names = [entry for entry in builtin() if entry.name is not None]
    found = Lexicon(names)
    for entry in names:
        assert any(hit.name == entry.name for hit, _, _ in found.hits(entry.term)), entry.term
