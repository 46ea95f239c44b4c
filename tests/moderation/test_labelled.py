"""Labelled messages of several authors: what of each kind is caught, and what is let pass.

Floors of the first are the project's targets; the others' are a little below what was seen. The
rules were developed on them one after the other: data/README.md says what each new author's
messages showed before anybody had read them.
"""

import pytest

from moderation import check, check_conversation
from moderation.document import Document
from moderation.grammar import rules
from moderation.lexicon import TELLING
from tests.moderation.labelled import HERE, Labelled, by_kind, labelled

GROUPS = {
    "names plain, zero-width": (0.99, {"p_name_plain", "p_name_zero_width"}),
    "names disguised": (
        0.97,
        {
            "p_name_homoglyph",
            "p_name_leet",
            "p_name_spacing_punct",
            "p_name_repeat_diacritic",
        },
    ),
    "names misspelt": (0.93, {"p_name_misspell"}),
    "telephone numbers": (
        0.97,
        {"p_phone_plain", "p_phone_spaced_punct", "p_phone_unicode_digits"},
    ),
    "telephone numbers in words": (0.92, {"p_phone_words"}),
    "addresses": (0.97, {"p_email_plain", "p_email_obfuscated", "p_url_link"}),
    "payment": (0.93, {"p_payment_outside"}),
    "ids and handles": (0.85, {"p_id_only", "p_handle"}),
    "euphemism, solicitation": (0.8, {"p_euphemism", "p_solicit_offplatform"}),
    "telephone numbers called something else": (0.7, {"p_phone_disguised"}),
}
"""What is to be caught at least, by group of kinds."""
OTHERS = {
    "second_author": (0.92, 0.025),
    "third_author": (0.91, 0.02),
    "fourth_author": (0.93, 0.03),
    "fifth_author": (0.88, 0.045),
}
"""Of the other sets as wholes: the least share caught, the largest share of false alarms."""


def stopped(one: Labelled) -> bool:
    if len(one.messages) == 1:
        return check(one.messages[0], HERE).action != "allow"
    return check_conversation(one.messages, HERE).action != "allow"


def share(many: list[Labelled]) -> float:
    return sum(map(stopped, many)) / len(many)


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_to_be_caught(group: str) -> None:
    floor, kinds = GROUPS[group]
    known = by_kind("dev.jsonl")
    wanted = [one for kind in kinds for one in known[kind]]
    missed = [one.messages[0] for one in wanted if not stopped(one)]
    assert len(missed) <= (1 - floor) * len(wanted), missed


def test_what_is_to_pass() -> None:
    harmless = [one for many in by_kind("dev.jsonl").values() for one in many if not one.blocked]
    alarms = [one.messages[0] for one in harmless if stopped(one)]
    assert len(alarms) <= 0.02 * len(harmless), alarms


@pytest.mark.parametrize("kind", ["n_order_tracking", "n_specs_part_numbers", "n_prices_qty_sizes"])
def test_numbers_of_orders_parts_and_prices_pass(kind: str) -> None:
    assert share(by_kind("dev.jsonl")[kind]) <= 0.01


def test_products_named_like_messengers_pass() -> None:
    assert share(by_kind("dev.jsonl")["n_brandlike_products"]) <= 0.04


def test_contact_split_over_messages() -> None:
    kinds = by_kind("dev_sequences.jsonl")
    split = [one for kind, many in kinds.items() if kind != "s_normal" for one in many]
    assert share(split) >= 0.9
    assert share(kinds["s_normal"]) <= 0.02


@pytest.mark.parametrize("author", OTHERS)
def test_other_authors(author: str) -> None:
    floor, ceiling = OTHERS[author]
    everything = [one for many in by_kind(f"{author}.jsonl").values() for one in many]
    assert share([one for one in everything if one.blocked]) >= floor
    assert share([one for one in everything if not one.blocked]) <= ceiling


@pytest.mark.parametrize("author", OTHERS)
def test_other_authors_sequences(author: str) -> None:
    everything = [one for many in by_kind(f"{author}_sequences.jsonl").values() for one in many]
    assert share([one for one in everything if one.blocked]) >= 0.8
    assert share([one for one in everything if not one.blocked]) <= 0.13


def test_what_is_skipped_in_a_text_without_telling_words_would_find_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [one.messages[-1] for one in labelled("dev.jsonl", "second_author.jsonl")]
    skipping = [check(text, HERE) for text in texts]
    monkeypatch.setattr(Document, "telling", True)
    assert [check(text, HERE) for text in texts] == skipping


def test_every_rule_of_words_needs_a_telling_concept() -> None:
    for rule in rules():
        for pattern in rule.patterns:
            assert any(TELLING.issuperset(step.concepts) for step in pattern), rule.id
