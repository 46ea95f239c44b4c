"""What people read and how: each of these events, from its typed command to its ack's data."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hub.actions.preferences import FindReader, SetPreferences, SwitchTranslation
from hub.actions.preview import PreviewMessage
from hub.actions.quick_replies import ListQuickReplies
from hub.actions.send import Composed
from hub.domain.limits import tokens_to_check
from hub.domain.preferences import Reader
from hub.protocol import encode
from hub.protocol.events import preferences, quick_replies, translation
from hub.transport.connections import Connection
from hub.transport.limits import RateLimiter

Handler = Callable[[Connection, Any], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class ReadingActions:
    """What a participant can do about the language they read. `languages` may be chosen."""

    reader: FindReader
    set: SetPreferences
    switch: SwitchTranslation
    preview: PreviewMessage
    quick_replies: ListQuickReplies
    languages: Sequence[str]


class ReadingHandlers:
    """Its table is a part of `hub.transport.handlers.Handlers`'."""

    def __init__(
        self, actions: ReadingActions, clean: Callable[[str], str], previews: RateLimiter
    ) -> None:
        self._do = actions
        self._clean = clean
        self._previews = previews
        self.table: dict[str, Handler] = {
            "message:preview": self._preview,
            "conversation:translation": self._switch,
            "preferences:get": self._get,
            "preferences:set": self._set,
            "quick_replies:list": self._quick_replies,
        }

    async def reader(self, by: Connection) -> Reader:
        """As it is by now: another process may have changed it."""
        by.reader = await self._do.reader(by.who)
        return by.reader

    async def _get(
        self, by: Connection, _asked: preferences.GetPreferences
    ) -> preferences.PreferencesData:
        return self._preferences(await self.reader(by))

    async def _set(
        self, by: Connection, asked: preferences.SetPreferences
    ) -> preferences.PreferencesData:
        return self._preferences(await self._do.set(by.who, asked.reads))

    async def _switch(
        self, by: Connection, asked: preferences.SwitchTranslation
    ) -> preferences.SwitchData:
        await self._do.switch(by.who, asked.conversation_id, on=asked.on)
        return {"on": asked.on}

    async def _preview(
        self, by: Connection, asked: translation.PreviewMessage
    ) -> translation.PreviewData:
        self._previews.take(by.who.user, tokens_to_check(asked.text))
        composed = Composed(asked.conversation_id, "", self._clean(asked.text))
        return encode.preview(await self._do.preview(by.who, composed))

    async def _quick_replies(
        self, by: Connection, _asked: quick_replies.ListQuickReplies
    ) -> quick_replies.QuickRepliesData:
        answers = await self._do.quick_replies(by.who)
        reads = (await self.reader(by)).lang
        return {"replies": [encode.quick_reply(o, reads, answers.own) for o in answers.replies]}

    def _preferences(self, reader: Reader) -> preferences.PreferencesData:
        return {"reads": reader.lang, "languages": list(self._do.languages)}
