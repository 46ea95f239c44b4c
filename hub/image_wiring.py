"""Pictures put together: uploading, looking at them, collecting what nobody sent."""

from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import web

from hub.actions.collect import CollectAttachments
from hub.actions.describe_picture import DescribePicture
from hub.actions.ports import Clock
from hub.actions.upload import UploadPicture
from hub.actions.view_picture import ViewPicture
from hub.chores import repeated
from hub.config import Settings
from hub.images import readers
from hub.images.pool import Options, Pool
from hub.protocol.links import PATH, Links
from hub.storage.driver import Database
from hub.storage.keys import KeyStore
from hub.storage.picture_sweep import PictureSweep
from hub.transport.gate import Gate
from hub.transport.http.attachments import AttachmentActions, AttachmentApi, AttachmentLimits
from hub.transport.http.cors import Cors
from hub.transport.http.multipart import Bounds, Turns
from hub.transport.limits import RateLimiter
from hub.transport.metrics import Metrics
from hub.transport.slots import Slots
from hub.wiring import AllActions, Stores

log = structlog.get_logger("hub")

COLLECT_SECONDS = 600.0
SWEEP_SECONDS = 600.0
VIEWING_PER_USER = 64
VIEWING = 1_024
"""Pictures that are being sent, at once."""


@dataclass(frozen=True, slots=True)
class Imaging:
    """What has to be opened before a hub: addresses of pictures, and who processes them."""

    links: Links
    pool: Pool


@asynccontextmanager
async def imaging(settings: Settings, database: Database, clock: Clock) -> AsyncIterator[Imaging]:
    """Workers start when there is a picture to process, and end with it."""
    key = await KeyStore(database).get("attachment_links")
    links = Links(key, clock.now, settings.attachment_link_seconds)
    reads = settings.image_ocr == "auto" and readers.installed() is not None
    options = Options(
        workers=settings.image_workers,
        deadline_s=settings.image_seconds,
        waiting=settings.uploads,
        words_s=settings.image_ocr_seconds if reads else None,
    )
    async with Pool(options) as pool:
        yield Imaging(links, pool)


class PictureDesk:
    """`mount` it on the application; `chores` run beside the hub."""

    def __init__(
        self,
        stores: Stores,
        actions: AllActions,
        imaging: Imaging,
        clock: Clock,
        settings: Settings,
    ) -> None:
        access = actions.participants.access
        attachments, stored = stores.attachments, stores.pictures
        self._settings = settings
        self._clock = clock
        self._links = imaging.links
        self._uploading = Slots(per_user=settings.uploads_per_user, in_all=settings.uploads)
        self._viewing = Slots(per_user=VIEWING_PER_USER, in_all=VIEWING)
        self._pool = imaging.pool
        self._sending = stores.messages.sending
        self._collect = CollectAttachments(
            attachments, stored, stores.messages, stores.held, stores.incidents, clock
        )
        self._sweep = PictureSweep(stores.database, stored, clock)
        self._upload = UploadPicture(
            access, attachments, stored, imaging.pool, actions.check_picture, clock
        )
        self._actions = AttachmentActions(
            access=access,
            upload=self._upload,
            describe=DescribePicture(access, attachments, actions.check_alt),
            view=ViewPicture(access, attachments, actions.visible, stored),
        )

    def mount(self, application: web.Application, gate: Gate, metrics: Metrics) -> None:
        """Its routes, which pages of the origins that may connect can call too."""
        api = AttachmentApi(
            self._actions,
            gate,
            self._links,
            self._limits(),
            metrics,
            accepts=self._settings.images == "on",
        )
        application.add_routes(api.routes())
        Cors(PATH, gate.allowed_origins, "POST", "PATCH", "GET").mount(application)

    def observe(self, metrics: Metrics) -> None:
        metrics.gauge("hub_uploads_running", "Uploads on their way", lambda: len(self._uploading))
        metrics.gauge("hub_pictures_sending", "Pictures being sent", lambda: len(self._viewing))
        metrics.gauge(
            "hub_image_queue", "Pictures waiting for a worker", lambda: self._pool.waiting
        )

    def chores(self) -> list[Coroutine[Any, Any, None]]:
        return [
            repeated("attachments", COLLECT_SECONDS, self._collect_and_say),
            repeated("pictures", SWEEP_SECONDS, self._sweep_and_say),
        ]

    async def close(self) -> None:
        """What is still being processed is given up; it will be uploaded again."""
        await self._upload.flights.close()

    async def _collect_and_say(self) -> None:
        if count := await self._collect():
            log.info("attachments_collected", count=count)

    async def _sweep_and_say(self) -> None:
        if count := await self._sweep():
            log.info("pictures_swept", count=count)

    def _limits(self) -> AttachmentLimits:
        settings, clock = self._settings, self._clock
        return AttachmentLimits(
            uploads=RateLimiter(clock, rate=settings.upload_rate, burst=settings.upload_burst),
            uploading=self._uploading,
            views=RateLimiter(clock, rate=settings.picture_rate, burst=settings.picture_burst),
            viewing=self._viewing,
            form=Bounds(settings.image_bytes, settings.upload_seconds),
            turns=Turns(self._sending),
        )
