"""Stores over a database, and all actions over stores: which concrete class fills which port."""

from collections.abc import Callable
from dataclasses import dataclass

from bson import ObjectId

from hub.actions.access import Access
from hub.actions.announce import Announcer
from hub.actions.appeal import AppealMessage
from hub.actions.attach import AttachPictures
from hub.actions.attachment_access import FindLinkable, VisibleAttachments
from hub.actions.check_picture import CheckAlt, CheckPicture, ModeratePicture
from hub.actions.delete import HideConversation, HideMessages
from hub.actions.erase import EraseMessage
from hub.actions.history import CatchUp, ReadHistory
from hub.actions.inbox import ListConversations
from hub.actions.judge import Judge
from hub.actions.judge_picture import JudgePicture
from hub.actions.mirror import PutOrder, PutProduct, PutShop, PutUser
from hub.actions.moderate import DryRun, Moderate
from hub.actions.moderation_ports import Moderator
from hub.actions.open import OpenConversation
from hub.actions.pause import SendingPause
from hub.actions.ports import Clock, Delivery, Limiter, Translator
from hub.actions.preferences import (
    FindReader,
    SetPreferences,
    SwitchTranslation,
    WelcomeReader,
)
from hub.actions.preview import PreviewMessage
from hub.actions.quick_replies import ListQuickReplies
from hub.actions.receipts import MarkDelivered, MarkRead
from hub.actions.records import CheckRecord
from hub.actions.report import ReportMessage
from hub.actions.search import SearchMessages
from hub.actions.send import CheckMessage, CommitMessage, SendMessage
from hub.actions.settle import HealIncidents, ReleaseHeld, SettleIncident
from hub.actions.shown import RecordShown
from hub.actions.spoken import Spoken
from hub.actions.terms import ConversationTerms
from hub.actions.translate import TranslateMessage
from hub.actions.translate_check import CheckTranslation
from hub.actions.translate_later import TranslateLater
from hub.actions.translate_message import Translations
from hub.actions.translate_soon import ExpectMessage
from hub.actions.typing import TellTyping
from hub.actions.unread import UnreadTotals
from hub.actions.views import Views
from hub.actions.waiting import WaitForPictures
from hub.config import Settings
from hub.storage.attachments import AttachmentStore
from hub.storage.bans import BanStore
from hub.storage.circumstances import CircumstanceStore
from hub.storage.conversations import ConversationStore
from hub.storage.driver import Database
from hub.storage.held import HeldStore
from hub.storage.incidents import IncidentStore
from hub.storage.messages import MessageStore
from hub.storage.mirror import MirrorStore
from hub.storage.pictures import PictureStore
from hub.storage.preferences import PreferenceStore
from hub.storage.readers import ReaderStore
from hub.storage.recovery import Recovery
from hub.storage.search_index import SearchIndexStore
from hub.storage.standings import StandingStore
from hub.storage.vocabulary import WordStore
from hub.storage.windows import WindowStore
from hub.transport.handlers import Actions
from hub.transport.http.service import MirrorActions
from hub.transport.metrics import Metrics
from hub.transport.moderation_handlers import ParticipantModeration
from hub.transport.reading_handlers import ReadingActions


class ObjectIds:
    """Implements `hub.actions.ports.Ids` with MongoDB's own."""

    def new(self) -> str:
        return str(ObjectId())


class Stores:
    """Every collection, opened."""

    def __init__(self, opened: Database, clock: Clock, metrics: Metrics) -> None:
        self.database = opened
        self.conversations = ConversationStore(opened, metrics.batch("state"))
        self.messages = MessageStore(opened, clock, metrics.batch("commit"))
        self.search = SearchIndexStore(opened, metrics.batch("search"), self.messages.busy)
        self.mirror = MirrorStore(opened)
        self.incidents = IncidentStore(opened)
        self.held = HeldStore(opened)
        self.attachments = AttachmentStore(opened, clock)
        self.pictures = PictureStore(opened)
        self.standings = StandingStore(opened)
        self.bans = BanStore(opened, clock)
        self.windows = WindowStore(opened)
        self.circumstances = CircumstanceStore(self.mirror, clock)
        self.preferences = PreferenceStore(opened, clock)
        self.words = WordStore(self.mirror, clock)
        self.recovery = Recovery(opened, self.messages, self.conversations, self.search)


@dataclass(frozen=True, slots=True)
class World:
    """What actions act on, besides storage."""

    clock: Clock
    delivery: Delivery
    unread: UnreadTotals
    send_limit: Limiter
    translate_limit: Limiter
    moderator: Moderator
    translator: Translator
    observe_translation: Callable[[str], None]


class ModerationActions:
    """What is done about messages that moderation or people object to."""

    def __init__(
        self, stores: Stores, world: World, commit: CommitMessage, announce: Announcer
    ) -> None:
        incidents, held, standings = stores.incidents, stores.held, stores.standings
        judge = Judge(world.moderator, stores.windows, stores.circumstances)
        self.pause = SendingPause(standings, world.moderator, world.clock)
        wait = WaitForPictures(incidents, held, world.moderator)
        self.moderate = Moderate(
            judge, wait, self.pause, incidents, held, standings, stores.messages, world.clock
        )
        self.dry_run = DryRun(judge, incidents, world.clock)
        self.check_record = CheckRecord(incidents, world.moderator, world.clock)
        self.erase = EraseMessage(
            stores.conversations,
            stores.messages,
            stores.attachments,
            stores.pictures,
            stores.search,
            stores.windows,
            announce,
        )
        self.attach = AttachPictures(stores.attachments, stores.messages, held)
        release = ReleaseHeld(held, self.attach, commit, stores.windows)
        self.settle = SettleIncident(
            incidents, held, standings, release, self.attach, self.erase, announce, world.clock
        )
        judge_picture = JudgePicture(world.moderator, stores.circumstances, stores.bans)
        of_picture = ModeratePicture(self.pause, incidents, standings, world.clock)
        self.check_picture = CheckPicture(judge_picture, of_picture, stores.pictures)
        self.check_alt = CheckAlt(judge_picture, of_picture)
        self.heal = HealIncidents(incidents, stores.messages)


class ReadingParts:
    """Who reads what, and the shops' words for it."""

    def __init__(self, stores: Stores, world: World) -> None:
        self.languages = world.translator.languages
        self.readers = ReaderStore(stores.mirror, stores.preferences, world.clock, self.languages)
        self.vocabulary = ConversationTerms(stores.words)
        self.welcome = WelcomeReader(stores.preferences, stores.mirror)


class TranslationActions:
    """What is done about messages in other languages, after they were delivered."""

    def __init__(
        self, stores: Stores, world: World, announce: Announcer, reading: ReadingParts
    ) -> None:
        check = CheckTranslation(
            world.moderator, stores.circumstances, stores.incidents, world.clock
        )
        self.work = Translations(
            translator=world.translator,
            vocabulary=reading.vocabulary,
            check=check,
            spoken=Spoken(stores.messages),
            messages=stores.messages,
            search=stores.search,
            announce=announce,
            clock=world.clock,
            observe=world.observe_translation,
        )
        self.later = TranslateLater(
            self.work,
            reading.readers,
            sending=stores.messages.sending,
            busy=stores.messages.busy,
            observe=world.observe_translation,
        )


class AllActions:
    """All actions over one set of stores."""

    def __init__(self, stores: Stores, world: World, settings: Settings) -> None:
        conversations, messages = stores.conversations, stores.messages
        access = Access(conversations)
        views = Views(stores.mirror, messages, world.clock)
        self.announce = announce = Announcer(world.delivery, world.unread, views, conversations)
        self.reading = reading = ReadingParts(stores, world)
        self.translations = TranslationActions(stores, world, announce, reading)
        commit = CommitMessage(
            messages, conversations, stores.search, announce, self.translations.later.add
        )
        moderation = ModerationActions(stores, world, commit, announce)
        self.settle, self.erase, self.heal = moderation.settle, moderation.erase, moderation.heal
        self.pause = moderation.pause
        self.check_picture, self.check_alt = moderation.check_picture, moderation.check_alt
        check = CheckMessage(access, moderation.dry_run)
        self.visible = VisibleAttachments(stores.attachments, messages)
        open_ = OpenConversation(
            conversations, stores.mirror, views, announce, world.clock, ObjectIds()
        )
        self.participants = Actions(
            access=access,
            open=open_,
            list=ListConversations(conversations, world.unread, views),
            history=ReadHistory(access, messages),
            search=SearchMessages(access, stores.search, messages, conversations, views),
            catch_up=CatchUp(access, messages, settings.catch_up_max, settings.page),
            hide_conversation=HideConversation(access, conversations, announce),
            send=SendMessage(
                access, world.send_limit, moderation.attach, moderation.moderate, commit
            ),
            delivered=MarkDelivered(access, conversations, announce),
            read=MarkRead(access, conversations, messages, announce),
            hide_messages=HideMessages(access, conversations, messages, announce),
            moderation=ParticipantModeration(
                check=check,
                appeal=AppealMessage(stores.incidents, world.clock),
                report=ReportMessage(
                    access,
                    messages,
                    stores.incidents,
                    world.moderator,
                    stores.circumstances,
                    world.clock,
                ),
            ),
            translate=TranslateMessage(
                access, messages, world.translate_limit, self.translations.work
            ),
            linkable=FindLinkable(access, self.visible),
            shown=RecordShown(access, messages, world.clock),
            reading=ReadingActions(
                reader=FindReader(stores.preferences),
                set=SetPreferences(stores.preferences, world.delivery, reading.languages),
                switch=SwitchTranslation(access, stores.preferences, world.delivery, announce),
                preview=PreviewMessage(
                    access,
                    check,
                    reading.readers,
                    reading.vocabulary,
                    world.translator,
                    world.clock,
                ),
                quick_replies=ListQuickReplies(stores.mirror),
                languages=reading.languages,
            ),
            typing=TellTyping(
                access, world.delivery, ExpectMessage(world.translator, reading.readers)
            ),
        )
        self.mirror = MirrorActions(
            user=PutUser(
                stores.mirror,
                stores.preferences,
                moderation.check_record,
                world.delivery,
                world.clock,
            ),
            shop=PutShop(stores.mirror, stores.words, moderation.check_record),
            product=PutProduct(stores.mirror, moderation.check_record),
            order=PutOrder(stores.mirror, open_, commit, announce, stores.circumstances),
        )
