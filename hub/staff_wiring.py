"""The actions of staff over one set of stores, and the chores that go with them."""

from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import structlog

from hub.actions.banned import FindBans
from hub.actions.engine import Engine
from hub.actions.picture_ports import CopyMaker
from hub.actions.staff.backtest import Backtest
from hub.actions.staff.catalogue import ReadRules
from hub.actions.staff.decide import DecideIncident
from hub.actions.staff.erase import EraseForStaff
from hub.actions.staff.ledger import Ledger
from hub.actions.staff.pictures import BanPicture, LiftBan, OpenPicture, ReadBans
from hub.actions.staff.queue import (
    ClaimIncident,
    ListIncidents,
    OpenIncident,
    ReleaseIncident,
    WriteNote,
)
from hub.actions.staff.reports import ReadReport
from hub.actions.staff.retention import PurgeTexts
from hub.actions.staff.rules import RuleBook
from hub.actions.staff.standing import OpenStanding, ReadStanding, SuspendUser
from hub.actions.staff.trial import TryTexts
from hub.actions.views import Views
from hub.chores import repeated
from hub.config import Settings
from hub.storage.audit import AuditStore
from hub.storage.incident_queue import IncidentQueue
from hub.storage.message_scan import MessageScan
from hub.storage.moderation_reports import ModerationReports
from hub.storage.rules import RuleStore
from hub.transport.http.staff_handlers import StaffActions
from hub.wiring import AllActions, ObjectIds, Stores, World

log = structlog.get_logger("hub")

UNFINISHED_SECONDS = 10.0
PURGE_SECONDS = 600.0


class StaffDesk:
    """`actions` are for the staff API; `chores` run beside the hub, after `prepare`."""

    def __init__(
        self,
        stores: Stores,
        actions: AllActions,
        world: World,
        engine: Engine,
        images: CopyMaker,
        settings: Settings,
    ) -> None:
        database, clock, incidents = stores.database, world.clock, stores.incidents
        queue, counts = IncidentQueue(database), ModerationReports(database)
        audit, ids = AuditStore(database), ObjectIds()
        ledger = Ledger(audit, clock, ids)
        standing = ReadStanding(stores.standings, world.moderator, queue, stores.mirror, clock)
        self._settings = settings
        self.book = RuleBook(RuleStore(database), audit, engine, clock)
        self.decide = DecideIncident(incidents, actions.settle, stores.mirror, audit, clock)
        self.purge = PurgeTexts(
            queue,
            incidents,
            stores.held,
            stores.pictures,
            clock,
            timedelta(days=settings.incident_text_days),
        )
        self.actions = StaffActions(
            list=ListIncidents(queue),
            open=OpenIncident(
                incidents,
                stores.conversations,
                stores.messages,
                Views(stores.mirror, stores.messages, clock),
                standing,
                FindBans(stores.bans, stores.pictures),
                ledger,
            ),
            claim=ClaimIncident(incidents, ledger, clock),
            release=ReleaseIncident(incidents, ledger),
            decide=self.decide,
            note=WriteNote(incidents, ledger, clock),
            standing=OpenStanding(standing, ledger),
            suspend=SuspendUser(stores.standings, standing, ledger, clock),
            erase=EraseForStaff(actions.erase, ledger),
            picture=OpenPicture(incidents, stores.pictures, ledger),
            ban=BanPicture(incidents, stores.pictures, stores.bans, images, ledger, clock),
            lift=LiftBan(stores.bans, ledger, clock),
            bans=ReadBans(stores.bans),
            rules=ReadRules(self.book, counts, clock),
            book=self.book,
            try_=TryTexts(engine),
            backtest=Backtest(
                self.book, MessageScan(database), ledger, clock, stores.messages.busy
            ),
            report=ReadReport(counts, stores.mirror),
            ledger=ledger,
            clock=clock,
        )

    async def prepare(self) -> None:
        """Before anything is served: the newest rules, and what a crash left to do."""
        await self.book.catch_up()
        while await self.decide.finish():
            pass

    def chores(self) -> list[Coroutine[Any, Any, None]]:
        return [
            repeated("rules", self._settings.rules_poll_seconds, self.book.catch_up),
            repeated("decisions", UNFINISHED_SECONDS, self.decide.finish),
            repeated("retention", PURGE_SECONDS, self._purge),
        ]

    async def _purge(self) -> None:
        if count := await self.purge():
            log.info("incident_texts_purged", count=count)
