"""A message in other languages: what is kept beside the original, which stays authoritative.

Languages are base codes, "en" or "zh".
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Reason = Literal["same_language", "no_language", "unavailable", "withheld"]
"""Why there is none: it already is in that language, or in no language at all ("ok", emoji); no
engine could; moderation objected to the translated text."""


@dataclass(frozen=True, slots=True)
class MessageTranslation:
    """A message's text in `lang`, made from one in `source`.

    `engine` names what was used and `route` the languages passed through ("es>pt>en"). Of a `rough`
    one readers are warned.
    """

    lang: str
    text: str
    engine: str
    rough: bool
    source: str
    route: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of it: without a `translation` there is a `reason`.

    `source` is the language of the text; None where it is in none, or nobody has looked.
    """

    source: str | None
    translation: MessageTranslation | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """That a side read a message in `lang`, by which engine and route, and when it said so."""

    side: str
    lang: str
    engine: str
    route: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """What the other side would read in `lang`, and that translated `back`; or why it is neither.

    `lang` is None where nobody there wants a translation.
    """

    lang: str | None
    translation: MessageTranslation | None = None
    back: str | None = None
    reason: Reason | None = None


def base(code: str) -> str:
    """The language alone of a BCP 47 code: "pt-BR" and "PT_br" are "pt"."""
    return code.replace("_", "-").partition("-")[0].lower()
