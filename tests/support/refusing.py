"""Uploading pictures as a client does."""

import secrets

import aiohttp

from tests.support.people import Person
from tests.support.running import RunningHub
from tests.support.service import Json, Reply


async def upload(
    hub: RunningHub,
    who: Person,
    conversation: str,
    data: bytes,
    *,
    alt: str | None = None,
    upload_id: str | None = None,
) -> Reply:
    """One upload, whatever comes back; under a fresh id unless one is given."""
    form = aiohttp.FormData()
    form.add_field("conversation_id", conversation)
    form.add_field("upload_id", upload_id or secrets.token_hex(8))
    if alt is not None:
        form.add_field("alt", alt)
    form.add_field("file", data, filename="photo.png", content_type="image/png")
    return await hub.http(who).call("POST", "/api/v1/attachments", data=form)


async def uploaded(
    hub: RunningHub, who: Person, conversation: str, data: bytes, **more: str
) -> Json:
    """The attachment of one that must be accepted."""
    reply = await upload(hub, who, conversation, data, **more)
    assert reply.status == 201, reply
    return reply.json["attachment"]


async def refused_upload(
    hub: RunningHub, who: Person, conversation: str, data: bytes, **more: str
) -> Json:
    """The data of a refusal for content."""
    reply = await upload(hub, who, conversation, data, **more)
    assert (reply.status, reply.code) == (422, "blocked_content"), reply
    return reply.json["error"]["data"]
