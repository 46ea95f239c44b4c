"""What HTTP statuses of engines mean."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from translation.engines.port import (
    BadAnswer,
    EngineError,
    KeyRefused,
    QuotaSpent,
    Unavailable,
    Unsupported,
)

WRONG_KEY_SECONDS = 3600.0
"""When to try again with a key that was refused: somebody has to mend it first."""
_LONGEST_SECONDS = 86_400.0

_SUCCESS, _REDIRECT, _BAD_QUESTION = 2, 3, 4
_ASK_LATER = {402, 429, 456}
"""456: DeepL, for what others say by 402 or 429."""
_WRONG_KEY = {401, 403}
_NOT_THERE = {404, 405, 408, 410}


def refusal(status: int, headers: Mapping[str, str]) -> EngineError | None:
    """The error that the status means; None for success."""
    kind = status // 100
    if kind == _SUCCESS:
        return None
    if status in _ASK_LATER:
        return QuotaSpent(f"status {status}", retry_after(headers))
    if status in _WRONG_KEY:
        later = retry_after(headers) or WRONG_KEY_SECONDS
        return KeyRefused(f"status {status}: is its key right?", later)
    if kind == _REDIRECT:
        return BadAnswer(f"status {status}: redirects are not followed")
    if kind == _BAD_QUESTION and status not in _NOT_THERE:
        return Unsupported(f"status {status}")
    return Unavailable(f"status {status}", retry_after(headers))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait as the header says (RFC 9110), a day at most; None where it says nothing."""
    value = headers.get("Retry-After", "").strip()
    if not value:
        return None
    seconds = float(value) if value.isascii() and value.isdigit() else _until(value)
    return None if seconds is None else min(max(seconds, 0.0), _LONGEST_SECONDS)


def _until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()
