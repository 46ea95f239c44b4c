"""Every refusal the hub can give, each with a stable code.

    HubError                    code            HTTP   data
    ├── Unauthenticated         unauthenticated  401
    ├── Invalid                 invalid          400   fields: [{field, problem}]
    │   └── LengthRequired      invalid          411   fields
    ├── NotFound                not_found        404
    ├── Conflict                conflict         409
    ├── BlockedContent          blocked_content  422   findings, hint, incident_id
    ├── RateLimited             rate_limited     429   retry_after_s
    ├── Overloaded              overloaded       503   retry_after_s
    │   └── TimedOut            overloaded       408   retry_after_s
    ├── TooLarge                too_large        413   limit
    ├── UnsupportedMedia        unsupported_media 415
    ├── Suspended               suspended        403   until
    └── UnknownEvent            unknown_event    404
    ConfigurationError          the settings cannot work; ends the process with its sentence

`internal` has no class: it is what any other exception becomes at the edge, with an incident id.
Codes are the wire contract's; messages are sentences that a person can act on and reveal nothing.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar


class HubError(Exception):
    """A refusal with a stable `code`, a sentence, and optional `data` for the client."""

    code: ClassVar[str]
    http_status: ClassVar[int]
    sentence: ClassVar[str]

    def __init__(self, message: str | None = None, **data: Any) -> None:
        self.message = message or self.sentence
        self.data: Mapping[str, Any] = data
        super().__init__(self.message)


class Unauthenticated(HubError):
    code = "unauthenticated"
    http_status = 401
    sentence = "Sign in again: this session is not valid."


class Invalid(HubError):
    """Input that cannot be accepted; `data.fields` names what to mend."""

    code = "invalid"
    http_status = 400
    sentence = "Some of what was sent cannot be accepted."

    def __init__(self, field: str, problem: str, *more: tuple[str, str]) -> None:
        fields = [{"field": f, "problem": p} for f, p in ((field, problem), *more)]
        super().__init__(f"{field}: {problem}", fields=fields)

    @classmethod
    def of(cls, problems: Sequence[tuple[str, str]]) -> "Invalid":
        """One error that names every (field, problem) found."""
        (field, problem), *more = problems
        return cls(field, problem, *more)


class LengthRequired(Invalid):
    """A body of unknown length, which is not read."""

    http_status = 411

    def __init__(self) -> None:
        super().__init__("body", "must come with a Content-Length, not in chunks")


class NotFound(HubError):
    """It does not exist, or the caller may not know that it does."""

    code = "not_found"
    http_status = 404
    sentence = "There is nothing here by that id."


class Conflict(HubError):
    code = "conflict"
    http_status = 409
    sentence = "This id was already used with other content."


class BlockedContent(HubError):
    code = "blocked_content"
    http_status = 422
    sentence = "This message was not sent: please keep contact and payment on the marketplace."


class RateLimited(HubError):
    code = "rate_limited"
    http_status = 429
    sentence = "That is a little too fast. Please wait a moment and try again."

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(retry_after_s=math.ceil(retry_after_s * 1_000) / 1_000)


class Overloaded(HubError):
    code = "overloaded"
    http_status = 503
    sentence = "The service is busy. Nothing was lost; please try again shortly."

    def __init__(self, message: str | None = None, *, retry_after_s: float = 1.0) -> None:
        super().__init__(message, retry_after_s=retry_after_s)


class TimedOut(Overloaded):
    """A request whose body came too slowly; it was not done, and may be sent again."""

    http_status = 408
    sentence = "This took too long to arrive. Please try again where the connection is better."


class TooLarge(HubError):
    code = "too_large"
    http_status = 413
    sentence = "This is larger than the service accepts."

    def __init__(self, message: str | None = None, *, limit: int) -> None:
        super().__init__(message, limit=limit)


class UnsupportedMedia(HubError):
    code = "unsupported_media"
    http_status = 415
    sentence = "This kind of content is not accepted here."


class Suspended(HubError):
    code = "suspended"
    http_status = 403
    sentence = "This account is suspended."

    def __init__(self, until: datetime, message: str | None = None) -> None:
        stamp = until.astimezone(UTC).isoformat(timespec="milliseconds")
        super().__init__(message, until=stamp.replace("+00:00", "Z"))


class UnknownEvent(HubError):
    code = "unknown_event"
    http_status = 404
    sentence = "The service does not know this event."


class ConfigurationError(Exception):
    """The settings cannot work; the message says which variable to set to what."""
