"""Messages in other languages: asked for, told of later, seen before they are sent."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.command import Command
from hub.protocol.fields import Language, Seq, Text


class TranslationObject(TypedDict):
    """`text` in `lang`, made from one in `source`; a `rough` one readers should not rely on."""

    lang: str
    text: str
    engine: str
    rough: bool
    source: str


TranslationReason = Literal["same_language", "no_language", "unavailable", "withheld"]
"""Why there is none. `no_language`: as of "ok", numbers or emoji; `unavailable`: ask again some
time; `withheld`: the translated text is not allowed."""


class TranslateMessage(Command):
    """`lang` is one of the marketplace's languages, as a base code ("en", "zh")."""

    conversation_id: Id
    seq: Seq
    lang: Language


class TranslationData(TypedDict):
    """Without a translation there is a reason; `source` is None for what is in no language."""

    translation: TranslationObject | None
    source: str | None
    reason: NotRequired[TranslationReason]


class MessageTranslated(TypedDict):
    """For devices of a side on which `lang` is read; one that reads another language ignores it.

    It is not sent for a text in its sender's usual language to those who read that.
    """

    conversation_id: str
    seq: int
    source: str | None
    lang: str
    translation: TranslationObject | None
    reason: NotRequired[TranslationReason]


class PreviewMessage(Command):
    conversation_id: Id
    text: Text


class PreviewData(TypedDict):
    """What the other side will read in `lang`, and that translated `back`.

    Without a translation there is a reason. `lang` is None where nobody there wants one. `tip`
    names what would help with a `rough` one.
    """

    lang: str | None
    translation: TranslationObject | None
    back: str | None
    rough: bool
    tip: Literal["short_sentences"] | None
    reason: NotRequired[TranslationReason]
