"""What the caller reads: their choice, else the language of their token."""

from collections.abc import Collection
from dataclasses import dataclass

from hub.actions.access import Access
from hub.actions.announce import Announcer
from hub.actions.ports import Delivery, Mirror, PreferenceRecords
from hub.domain.conversations import Inbox, Side, desk_of
from hub.domain.events import PreferencesChanged
from hub.domain.identity import Identity
from hub.domain.preferences import Preferences, Reader, chosen, reader
from hub.domain.translations import base


@dataclass(frozen=True, slots=True)
class FindReader:
    """How the caller is shown messages."""

    records: PreferenceRecords

    async def __call__(self, who: Identity) -> Reader:
        """Raises Overloaded."""
        return reader(who, await self.records.of(who.user))


@dataclass(frozen=True, slots=True)
class WelcomeReader:
    """The same for somebody who connects, whose language is remembered where it says more.

    Others are told in it while they are away: a buyer whose profile says otherwise or is not known,
    and everybody who answers for a shop.
    """

    records: PreferenceRecords
    mirror: Mirror

    async def __call__(self, who: Identity) -> Reader:
        """Raises Overloaded."""
        kept, lang, desk = await self.records.of(who.user), base(who.lang), desk_of(who)
        if (kept.implied, kept.desk) != (lang, desk) and await self._says_more(who, kept, lang):
            await self.records.imply(who.user, lang, desk)
        return reader(who, kept)

    async def _says_more(self, who: Identity, kept: Preferences, lang: str) -> bool:
        if kept.implied is not None or desk_of(who) is not None:
            return True
        profile = await self.mirror.user(who.user)
        return profile is None or base(profile.lang) != lang


@dataclass(frozen=True, slots=True)
class SetPreferences:
    """Choose the language to read. `languages`: those of the marketplace."""

    records: PreferenceRecords
    delivery: Delivery
    languages: Collection[str]

    async def __call__(self, who: Identity, reads: str | None) -> Reader:
        """None: the language of the token again. Raises Invalid, Overloaded."""
        lang = None if reads is None else chosen(base(reads), self.languages)
        await self.records.choose(who.user, lang)
        kept = await self.records.of(who.user)
        now = reader(who, kept)
        self.delivery.note_preferences(who.user, kept)
        # Everybody has an inbox as a buyer, on every device: that of this one person.
        self.delivery.push(Inbox(Side.BUYER, who.user), PreferencesChanged(now.lang))
        return now


@dataclass(frozen=True, slots=True)
class SwitchTranslation:
    """Translations in one conversation, for the caller alone; their other devices follow."""

    access: Access
    records: PreferenceRecords
    delivery: Delivery
    announce: Announcer

    async def __call__(self, who: Identity, conversation_id: str, *, on: bool) -> None:
        """Raises NotFound, Overloaded."""
        place = await self.access.participation(who, conversation_id)
        await self.records.switch(who.user, conversation_id, on=on)
        self.delivery.note_preferences(who.user, await self.records.of(who.user))
        await self.announce.to_one(place, who.user)
