"""Placeholders as engines see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translation.protection.examples import masked_texts, texts
from translation.protection import SCHEMES, Lost, mask, normal, numbered, renumbered

names = st.sampled_from(sorted(SCHEMES))


def rendered(scheme: str, masked: str) -> str | None:
    try:
        return SCHEMES[scheme].render(masked)
    except Lost:
        return None


@given(names, masked_texts)
def test_what_is_rendered_is_restored(name: str, masked: str) -> None:
    text, order = numbered(masked)
    seen = rendered(name, text)
    if seen is not None:
        assert SCHEMES[name].restore(seen, len(order)) == text
    assert renumbered(text, order) == masked


@given(texts)
def test_a_masked_text_can_be_rendered(text: str) -> None:
    """Nothing in it looks like a placeholder to all of the schemes at once."""
    masked, _ = numbered(mask(text).text)
    assert any(rendered(name, masked) is not None for name in ("letters", "digits", "bookends"))


@pytest.mark.parametrize("name", sorted(SCHEMES.keys() - {"canonical"}))
def test_engines_answer_with_no_placeholders_of_ours(name: str) -> None:
    with pytest.raises(Lost):
        SCHEMES[name].restore("\ue000", 1)


def test_a_sign_that_is_a_letter_in_lower_case_only_is_no_placeholder() -> None:
    with pytest.raises(Lost):
        SCHEMES["bookends"].restore("\N{KELVIN SIGN}0\N{KELVIN SIGN}", 1)


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_only_exactly_once_is_accepted(name: str) -> None:
    scheme = SCHEMES[name]
    seen = scheme.render("a \ue000 b \ue001 c")
    first, second = scheme.render("\ue000"), scheme.render("\ue001")
    for output in (
        seen.replace(first, ""),
        seen.replace(second, first),
        seen + " " + first,
        seen + " " + scheme.render("\ue002"),
        seen + " \ue002",
        "",
    ):
        with pytest.raises(Lost):
            scheme.restore(output, 2)


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("letters", "el xqz0 y XQZ 1"),
        ("letters", "el XQZ０ y Xqz1"),
        ("digits", "el 990 007 y 990,008"),
        ("digits", "el ９９０００７ y 990.008"),
        ("bookends", "el q0q y Q 1 Q"),
        ("braces", "el {0} y { 1 }"),
        ("brackets", "el [0] y ［1］"),
        ("xml", "el <x id='0' /> y <X id=\"1\"></x>"),
    ],
)
def test_harmless_changes_are_undone(name: str, output: str) -> None:
    assert SCHEMES[name].restore(output, 2) == "el \ue000 y \ue001"


@pytest.mark.parametrize("name", ["letters", "digits", "bookends"])
@pytest.mark.parametrize("output", ["{}s", "my{}", "{}5", "5{}"])
def test_a_placeholder_inside_of_a_word_is_lost(name: str, output: str) -> None:
    scheme = SCHEMES[name]
    with pytest.raises(Lost):
        scheme.restore(output.format(scheme.render("\ue000")), 1)


@pytest.mark.parametrize("name", ["letters", "digits", "bookends"])
def test_what_touches_a_word_is_set_apart_and_joined_again(name: str) -> None:
    scheme = SCHEMES[name]
    seen = scheme.render("hola\ue000, la\ue001s 订单\ue002还")
    assert len(seen.split()) == 6
    assert scheme.restore(seen.replace("hola", "hello"), 3) == "hello\ue000, la\ue001s 订单\ue002还"


def test_xml_is_escaped_and_back() -> None:
    seen = SCHEMES["xml"].render("a < b & \ue000 &amp; </x>")
    assert seen == 'a &lt; b &amp; <x id="0"/> &amp;amp; &lt;/x&gt;'
    assert SCHEMES["xml"].restore(seen, 1) == "a < b & \ue000 &amp; </x>"


def test_sentences_that_differ_in_their_tokens_only_share_a_key() -> None:
    first = mask("Hi! 👍 Where’s my order  #1…").text
    second = mask("Hi! It is S23. Where's my order #22...").text
    assert normal(numbered(first[first.index("W") :])[0]) == normal(
        numbered(second[second.index("W") :])[0]
    )
    assert normal(" Cafe\u0301 – «a»\u00a0\n") == 'Café - "a"'
