"""What holds for any text at all."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from moderation import Context, check, check_conversation
from tests.moderation.labelled import blocked_texts
from tests.support.timing import seconds

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u2069\U000e0061\ufe0f"
HARMLESS = (
    "Thank you very much.",
    "The lamp is for my grandmother, she likes green.",
    "¿Sigue disponible? Gracias.",
    "Merci beaucoup, bonne journée.",
    "谢谢，祝您愉快。",
    "I will pay through the platform tomorrow.",
    "No problem, there is no hurry.",
    "Is it true that nobody ever writes here, as I was told? It does not matter.",
)
CHATTY = st.text(
    st.sampled_from(
        "abehilmnopstvwz 0123456789@.:-_/()+#'?!,\n微信加我电话四五六ватсапм９①😀\u200b\u0301"
    ),
    max_size=120,
)
ANY_TEXT = st.one_of(CHATTY, st.text(max_size=200))


@given(ANY_TEXT)
def test_a_finding_lies_in_the_text_and_is_not_empty(text: str) -> None:
    for finding in check(text).findings:
        assert 0 <= finding.start < finding.end <= len(text)


@given(ANY_TEXT)
def test_the_same_text_gets_the_same_verdict(text: str) -> None:
    assert check(text) == check(text)


@given(ANY_TEXT)
def test_an_action_other_than_allow_has_a_finding_and_allow_has_none(text: str) -> None:
    verdict = check(text)
    assert (verdict.action == "allow") == (not verdict.findings)


@given(st.lists(ANY_TEXT, min_size=1, max_size=6))
def test_findings_of_several_messages_lie_in_their_messages(messages: list[str]) -> None:
    for finding in check_conversation(messages).findings:
        assert 0 <= finding.start < finding.end <= len(messages[finding.message])


@given(st.sampled_from(blocked_texts()), st.data())
def test_invisible_characters_never_change_a_verdict(text: str, data: st.DataObject) -> None:
    at = data.draw(st.lists(st.integers(0, len(text)), max_size=12))
    changed = text
    for place in sorted(at, reverse=True):
        unseen = data.draw(st.sampled_from(INVISIBLE))
        changed = changed[:place] + unseen + changed[place:]
    assert check(changed).action == check(text).action


@given(ANY_TEXT, st.integers(0, 120), st.sampled_from(INVISIBLE))
@example("fishing line 0.25", 10, "\u200b")
def test_nor_do_they_in_any_other_text(text: str, place: int, unseen: str) -> None:
    assert check(text[:place] + unseen + text[place:]).action == check(text).action


@given(st.sampled_from(blocked_texts()), st.sampled_from(HARMLESS), st.sampled_from("\n "))
def test_harmless_text_after_it_never_turns_block_into_allow(
    text: str, harmless: str, between: str
) -> None:
    stop = "" if text.rstrip().endswith((".", "!", "?", "。", "？", "؟")) else "."
    appended = f"{text}{stop}{between}{harmless}"
    if check(text).action == "block":
        assert check(appended).action != "allow"


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=30), st.integers(1, 400))
@example("a", 4_000)
@example("٣", 4_000)
@example("w h a t s ", 400)
@example("one two three ", 300)
@example("@", 4_000)
@example("a.", 2_000)
@example("1-", 2_000)
@example("gmail dot ", 400)
@example("微信", 2_000)
def test_any_text_gets_a_verdict_in_bounded_time(piece: str, times: int) -> None:
    text = (piece * times)[:4_000]
    begun = time.process_time()
    check(text)
    assert time.process_time() - begun < seconds(0.5)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n\n", "\x00", "\ud800"])
def test_next_to_nothing_is_allowed(text: str) -> None:
    assert check(text).action == "allow"


def test_a_text_that_is_too_long_to_read_is_put_before_staff() -> None:
    assert check("The lamp is fine. " * 600).action == "review"


def test_what_is_known_of_the_conversation_changes_no_offsets() -> None:
    context = Context(regions=("US",), own_hosts=("market.example",), lang="en")
    (finding,) = check("see you! call 415 555 0142", context).findings
    assert "see you! call 415 555 0142"[finding.start : finding.end] == "415 555 0142"
