"""What people read, and where they want the original only."""

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.command import Command
from hub.protocol.fields import Language


class GetPreferences(Command):
    pass


class SetPreferences(Command):
    """`reads` is one of `languages`; null: the language of one's token again."""

    reads: Language | None


class PreferencesData(TypedDict):
    """What the caller reads, and what may be chosen; base codes."""

    reads: str
    languages: list[str]


class PreferencesUpdated(TypedDict):
    """For this user's own devices: messages come in this language from now on."""

    reads: str


class SwitchTranslation(Command):
    """For the caller alone."""

    conversation_id: Id
    on: bool


class SwitchData(TypedDict):
    on: bool
