"""Why a file is not taken, in words that tell a person what to do instead."""

from collections.abc import Mapping
from enum import StrEnum

from hub.errors import Invalid


class Reason(StrEnum):
    """What clients are told as `data.reason`."""

    EMPTY = "empty"
    VIDEO = "video"
    FORMAT = "format"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_FRAMES = "too_many_frames"
    TOO_MANY_CODES = "too_many_codes"
    TOO_SLOW = "too_slow"


SENTENCES: Mapping[Reason, str] = {
    Reason.EMPTY: "This file is empty. Please choose the picture again.",
    Reason.VIDEO: (
        "Videos cannot be sent in a chat. Please send pictures; a video can be added to a dispute."
    ),
    Reason.FORMAT: "This is not a picture that can be sent: JPEG, PNG, WebP, GIF and HEIC are.",
    Reason.BROKEN: "This picture is damaged or incomplete. Please save it again, or take another.",
    Reason.TOO_MANY_PIXELS: "This picture has too many pixels. Please make it smaller first.",
    Reason.TOO_MANY_FRAMES: "This animation is too long. Please send a single picture of it.",
    Reason.TOO_MANY_CODES: "This picture is full of codes. Please show fewer of them at once.",
    Reason.TOO_SLOW: "This picture takes too long to open. Please save it anew, or send another.",
}


class ImageRefused(Invalid):
    """Code `invalid`; `data` is {"fields": [{field: "file", problem}], "reason": Reason}."""

    def __init__(self, reason: Reason) -> None:
        super().__init__("file", SENTENCES[reason])
        self.reason = reason
        self.message = SENTENCES[reason]
        self.data = {**self.data, "reason": reason.value}
