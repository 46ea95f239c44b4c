"""Untrusted input to typed commands: the only way in.

JSON rules: a repeated key means its last value; whole numbers must fit 64 bits; NaN, infinities and
lone surrogates are refused, and so is nesting beyond what any payload has.
"""

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from hub.errors import Invalid, UnknownEvent
from hub.protocol.events.command import Command
from hub.protocol.events.registry import COMMANDS

Model = TypeVar("Model", bound=BaseModel)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_NAME = 64
"""Of a field's name that is repeated to its sender."""


def command(event: str, payload: Any) -> Command:  # noqa: ANN401 - untrusted, of any shape
    """The typed command of an event; raises UnknownEvent, Invalid."""
    known = COMMANDS.get(event)
    if known is None:
        raise UnknownEvent
    return record(known[0], payload)


def record(model: type[Model], payload: Any) -> Model:  # noqa: ANN401 - untrusted, of any shape
    """A validated model; raises Invalid naming every field that is wrong."""
    try:
        return model.model_validate(payload)
    except ValidationError as error:
        raise invalid(error) from None


def json(body: bytes | str) -> Any:  # noqa: ANN401 - untrusted, of any shape
    """Parsed JSON; raises Invalid."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Invalid("body", "is not valid JSON") from None


def invalid(error: ValidationError) -> Invalid:
    """What is wrong, by field, without repeating any value."""
    return Invalid.of([(_name(p["loc"]), p["msg"]) for p in error.errors(include_url=False)])


def cursor(at: datetime, id: str) -> str:
    """An opaque place in a list that is ordered by (time, id)."""
    milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
    return base64.urlsafe_b64encode(f"{milliseconds} {id}".encode()).decode().rstrip("=")


def parse_cursor(text: str) -> tuple[datetime, str]:
    """The place that `cursor` wrote; raises Invalid."""
    try:
        decoded = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        milliseconds, id = decoded.split(" ", 1)
        return _EPOCH + timedelta(milliseconds=int(milliseconds)), id
    except (binascii.Error, ValueError, OverflowError):
        raise Invalid("cursor", "is not one that this service gave") from None


def _name(location: Sequence[int | str]) -> str:
    return ".".join(str(part)[:_MAX_NAME] for part in location) or "payload"
