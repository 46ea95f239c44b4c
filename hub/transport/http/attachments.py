"""Pictures over HTTP: uploaded by participants, looked at by addresses that they were given."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

import structlog
from aiohttp import web

from hub.actions.access import Access
from hub.actions.describe_picture import DescribePicture
from hub.actions.upload import File, Upload, UploadPicture
from hub.actions.view_picture import ViewPicture
from hub.domain import text
from hub.domain.attachments import Attachment
from hub.domain.identity import Identity
from hub.errors import HubError, NotFound, Overloaded, Suspended, Unauthenticated
from hub.images.crew import SCARCE
from hub.protocol import encode, parse
from hub.protocol.attachments import (
    ALT_GRAPHEMES,
    FIELDS,
    AttachmentData,
    Description,
    LinkQuery,
    UploadForm,
)
from hub.protocol.links import PATH, Links, Ticket
from hub.protocol.receiver import receiver
from hub.protocol.service import PathId
from hub.transport.gate import Gate
from hub.transport.http import pictures
from hub.transport.http.bodies import whole
from hub.transport.http.multipart import Bounds, Turns, arriving
from hub.transport.http.service import bearer
from hub.transport.limits import RateLimiter
from hub.transport.metrics import Metrics
from hub.transport.slots import Slots

log = structlog.get_logger("hub")

RETRY_SECONDS = 30.0
"""Until there may be room again."""
_NO_ROOM = SCARCE | {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class AttachmentActions:
    access: Access
    upload: UploadPicture
    describe: DescribePicture
    view: ViewPicture


@dataclass(frozen=True, slots=True)
class AttachmentLimits:
    """How often and how much at once: uploads and looks at pictures, by user."""

    uploads: RateLimiter
    uploading: Slots
    views: RateLimiter
    viewing: Slots
    form: Bounds
    turns: Turns


class AttachmentApi:
    """`POST` and `PATCH` by token, `GET` by signed address."""

    def __init__(
        self,
        do: AttachmentActions,
        gate: Gate,
        links: Links,
        limits: AttachmentLimits,
        metrics: Metrics,
        *,
        accepts: bool,
    ) -> None:
        self._do = do
        self._gate = gate
        self._links = links
        self._limits = limits
        self._metrics = metrics
        self._accepts = accepts

    def routes(self) -> list[web.RouteDef]:
        """Where no pictures are accepted, those that were sent can still be seen."""
        view = web.get(f"{PATH}/{{id}}", self._view)
        if not self._accepts:
            return [view]
        return [
            web.post(PATH, self._upload),
            web.patch(f"{PATH}/{{id}}", self._describe),
            view,
        ]

    async def _upload(self, request: web.Request) -> web.Response:
        with self._counted():
            await self._limits.turns.next()
            who = await self._gate.identity(bearer(request))
            self._limits.uploads.take(who.user)
            with self._limits.uploading.taken(who.user), _spool() as content:
                form = await arriving(request, FIELDS, self._limits.form)
                asked = parse.record(UploadForm, form.fields)
                # Who may not send there is told before the file is read.
                place = await self._do.access.participation(who, asked.conversation_id)
                self._do.upload.expect()
                upload = Upload(who, place, asked.upload_id, _alt(asked.alt))
                file = File(await form.pour(content, self._limits.turns), content)
                with self._metrics.upload_seconds.time():
                    attachment = await self._do.upload(upload, file)
        return web.json_response(self._told(attachment, who), status=201)

    async def _describe(self, request: web.Request) -> web.Response:
        who = await self._gate.identity(bearer(request))
        self._limits.uploads.take(who.user)
        described = parse.record(Description, parse.json(await whole(request)))
        attachment = await self._do.describe(who, _id(request), _alt(described.alt))
        return web.json_response(self._told(attachment, who))

    async def _view(self, request: web.Request) -> web.StreamResponse:
        query = parse.record(LinkQuery, dict(request.query))
        ticket = Ticket(
            _id(request), query.size, query.user, query.shop, query.expires, query.signature
        )
        who = await self._holder(ticket)
        self._limits.views.take(who.user)
        with self._limits.viewing.taken(who.user):
            viewed = await self._do.view(who, ticket.id, ticket.size)
            return await pictures.answer(
                request,
                viewed.stored,
                name=f"photo-{ticket.id}",
                etag=f"{viewed.attachment.picture}-{ticket.size}",
                max_age_s=self._links.seconds_left(ticket),
            )

    async def _holder(self, ticket: Ticket) -> Identity:
        """Whom it was made for, if they may come in now; else NotFound."""
        who = self._links.holder(ticket)
        try:
            await self._gate.check(who)
        except (Unauthenticated, Suspended):
            raise NotFound from None
        return who

    def _told(self, attachment: Attachment, who: Identity) -> AttachmentData:
        return {
            "attachment": encode.attachment(attachment.attached, receiver(who, "", self._links))
        }

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """By outcome: an error's code, and why a file was refused."""
        try:
            yield
        except HubError as error:
            self._metrics.uploads.labels(error.data.get("reason", error.code)).inc()
            raise
        self._metrics.uploads.labels("ok").inc()


@contextmanager
def _spool() -> Iterator[BinaryIO]:
    """A file without a name. Raises Overloaded where the disk has no room for what is written."""
    try:
        with TemporaryFile() as content:
            yield content
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        log.error("upload_without_room", problem=error.strerror)
        raise Overloaded(retry_after_s=RETRY_SECONDS) from error


def _alt(written: str | None) -> str | None:
    """On one line; nothing to see is nothing said."""
    if written is None or not written.strip():
        return None
    return " ".join(text.clean(written, limit=ALT_GRAPHEMES, field="alt").split())


def _id(request: web.Request) -> str:
    return parse.record(PathId, {"id": request.match_info["id"]}).id
