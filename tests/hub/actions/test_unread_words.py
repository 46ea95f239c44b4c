"""When staff see pictures that were not read to their end."""

from structlog.testing import capture_logs

from hub.actions.unread_words import LEAST, PEOPLE, UnreadWords


def all_read(people: int = PEOPLE) -> UnreadWords:
    """So many people's pictures were."""
    words = UnreadWords()
    assert not any(words.telling(f"reader {n}", unread=False) for n in range(people))
    return words


def test_one_person_s_are_always_seen() -> None:
    for words in (UnreadWords(), all_read(3), all_read()):
        with capture_logs() as logged:
            assert all(words.telling("ana", unread=True) for _ in range(100))
        assert logged == []


def test_at_a_start_the_first_few_are_seen() -> None:
    words = UnreadWords()
    with capture_logs() as logged:
        shown = [words.telling(f"person {n}", unread=True) for n in range(PEOPLE)]
    assert shown == [n < LEAST for n in range(PEOPLE)]
    assert [(one["event"], one["log_level"]) for one in logged] == [("words_unread", "warning")]


def test_a_half_of_all_must_be_unread_before_they_no_longer_are_seen() -> None:
    words = all_read()
    shown = [words.telling(f"person {n}", unread=True) for n in range(PEOPLE)]
    assert shown == [n < PEOPLE // 2 for n in range(PEOPLE)]


def test_they_are_seen_again_when_others_are_read_again() -> None:
    words = UnreadWords()
    for n in range(PEOPLE):
        words.telling(f"person {n}", unread=True)
    for n in range(PEOPLE // 2):
        assert not words.telling(f"person {n}", unread=False)
    assert words.telling("ana", unread=True)
