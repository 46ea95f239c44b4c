"""Stores over a database, and all actions over stores: which concrete class fills which port."""

from dataclasses import dataclass

from bson import ObjectId

from hub.actions.access import Access
from hub.actions.announce import Announcer
from hub.actions.delete import HideConversation, HideMessages
from hub.actions.history import CatchUp, ReadHistory
from hub.actions.inbox import ListConversations
from hub.actions.mirror import PutOrder, PutProduct, PutShop, PutUser
from hub.actions.open import OpenConversation
from hub.actions.ports import Clock, Delivery, Limiter
from hub.actions.receipts import MarkDelivered, MarkRead
from hub.actions.report import ReportMessage
from hub.actions.search import SearchMessages
from hub.actions.send import CheckMessage, CommitMessage, SendMessage
from hub.actions.translate import TranslateMessage
from hub.actions.typing import TellTyping
from hub.actions.unread import UnreadTotals
from hub.actions.views import Views
from hub.config import Settings
from hub.defaults import NoModeration, NoTranslation
from hub.storage.conversations import ConversationStore
from hub.storage.driver import Database
from hub.storage.messages import MessageStore
from hub.storage.mirror import MirrorStore
from hub.storage.recovery import Recovery
from hub.storage.reports import ReportStore
from hub.storage.search_index import SearchIndexStore
from hub.transport.handlers import Actions
from hub.transport.http.service import MirrorActions
from hub.transport.metrics import Metrics


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
        self.reports = ReportStore(opened)
        self.recovery = Recovery(opened, self.messages, self.conversations, self.search)


@dataclass(frozen=True, slots=True)
class World:
    """What actions act on, besides storage."""

    clock: Clock
    delivery: Delivery
    unread: UnreadTotals
    send_limit: Limiter


class AllActions:
    """All actions over one set of stores."""

    def __init__(self, stores: Stores, world: World, settings: Settings) -> None:
        conversations, messages = stores.conversations, stores.messages
        access = Access(conversations)
        views = Views(stores.mirror, messages, world.clock)
        self.announce = announce = Announcer(world.delivery, world.unread, views, conversations)
        commit = CommitMessage(messages, conversations, stores.search, announce)
        moderator = NoModeration()
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
            send=SendMessage(access, world.send_limit, moderator, commit),
            check=CheckMessage(access, moderator),
            delivered=MarkDelivered(access, conversations, announce),
            read=MarkRead(access, conversations, messages, announce),
            hide_messages=HideMessages(access, conversations, messages, announce),
            report=ReportMessage(access, messages, stores.reports, world.clock),
            translate=TranslateMessage(access, messages, NoTranslation()),
            typing=TellTyping(access, world.delivery),
        )
        self.mirror = MirrorActions(
            user=PutUser(stores.mirror, world.delivery, world.clock),
            shop=PutShop(stores.mirror),
            product=PutProduct(stores.mirror),
            order=PutOrder(stores.mirror, open_, commit, announce),
        )
