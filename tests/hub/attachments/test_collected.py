"""Pictures that nobody sent are gone after a day; the others stay."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hub.actions.collect import CollectAttachments
from hub.clock import SystemClock
from hub.storage.held import HeldStore
from hub.storage.incidents import IncidentStore
from hub.storage.messages import MessageStore
from tests.hub.attachments.conftest import Gallery, Talk, sent, show
from tests.support.forms import asked, photograph, post
from tests.support.rules import HELD
from tests.support.speaking import history
from tests.support.timing import until


class After:
    """The time, some days from now."""

    def __init__(self, days: float) -> None:
        self._from_now = timedelta(days=days)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._from_now

    def monotonic(self) -> float:
        return 0.0


async def collect(gallery: Gallery, days: float) -> None:
    """As the hub does then."""
    messages = MessageStore(gallery.database, SystemClock(), lambda _: None)
    held, incidents = HeldStore(gallery.database), IncidentStore(gallery.database)
    kept = gallery.attachments, gallery.contents
    await CollectAttachments(*kept, messages, held, incidents, After(days))()


async def uploaded(gallery: Gallery, talk: Talk, count: int) -> list[str]:
    replies = [
        await post(gallery.hub, talk.buyer, asked(talk.id), photograph()) for _ in range(count)
    ]
    return [str(reply.json["attachment"]["id"]) for reply in replies]


async def left(gallery: Gallery, ids: Sequence[str]) -> set[str]:
    """Those that are there, and with their content."""
    known = await gallery.attachments.many(ids)
    return {one.id for one in known.values() if await gallery.contents.has(one.picture)}


async def test_what_was_not_sent_within_a_day(gallery: Gallery, talk: Talk) -> None:
    unsent, shown, waiting, abandoned = ids = await uploaded(gallery, talk, 4)
    shas = {one.picture for one in (await gallery.attachments.many(ids)).values()}
    await show(talk.ana, talk, [shown])
    await talk.ana.ok("message:send", sent(talk, [waiting], HELD))
    await gallery.attachments.claim([abandoned], talk.id, talk.buyer.id, "never-sent")
    await collect(gallery, 0.9)
    assert await left(gallery, ids) == set(ids)
    await collect(gallery, 1.1)
    assert await left(gallery, ids) == {shown, waiting}
    assert [await gallery.contents.has(sha) for sha in shas].count(True) == 2
    refused = await talk.ana.refused("message:send", sent(talk, [unsent]))
    assert refused["code"] == "not_found"
    (incident,) = await gallery.office.ids(sender=talk.buyer.id)
    await gallery.office.decide(incident, "upheld")
    await collect(gallery, 2.3)
    assert await left(gallery, ids) == {shown, waiting}, "there may be an appeal"
    purged: dict[str, Any] = {"$set": {"pictures": []}}
    await gallery.database["incidents"].update_one({"_id": incident}, purged)
    await collect(gallery, 3.5)
    assert await left(gallery, ids) == {shown}
    await collect(gallery, 30)
    assert await left(gallery, ids) == {shown}


async def test_days_later_an_appeal_brings_a_message_with_its_picture(
    gallery: Gallery, talk: Talk
) -> None:
    (id,) = await uploaded(gallery, talk, 1)
    waiting = (await talk.ana.ok("message:send", sent(talk, [id], HELD)))["message"]
    incident = waiting["incident_id"]
    await gallery.office.decide(incident, "upheld")
    for days in range(1, 20, 3):
        await collect(gallery, days + 0.1)
    await talk.ana.ok("message:appeal", {"incident_id": incident, "comment": "It is mine"})
    await gallery.office.decide(incident, "overturned")
    message = (await talk.wei.expect("message:new"))["message"]
    assert [one["id"] for one in message["attachments"]] == [id]
    address = message["attachments"][0]["url"]
    assert (await gallery.hub.http(None).get(address)).status == 200


async def test_nothing_is_collected_that_is_sent_meanwhile(gallery: Gallery, talk: Talk) -> None:
    """Late on the day after: the collector looks while the message is on its way."""
    (id,) = await uploaded(gallery, talk, 1)
    claimed = await gallery.attachments.claim([id], talk.id, talk.buyer.id, "n-late")
    assert claimed
    assert not await gallery.attachments.discard(id, datetime.now(UTC) + timedelta(hours=23))
    wanted = sent(talk, [id]) | {"client_id": "n-late"}
    message = (await talk.ana.ok("message:send", wanted))["message"]
    await collect(gallery, 1.1)
    assert message["attachments"][0]["id"] == id
    assert await left(gallery, [id]) == {id}


async def test_two_hubs_collect_while_what_is_a_day_old_is_sent(
    gallery: Gallery, talk: Talk
) -> None:
    """Whatever is acked keeps its pictures; whatever is gone was refused."""
    ids = await gallery.pictures(talk, 60)
    drafts = [sent(talk, [one, other]) for one, other in zip(ids[::2], ids[1::2], strict=True)]
    uploads = gallery.database["attachments"]
    past = {"look_at": datetime.now(UTC) - timedelta(seconds=1)}
    await uploads.update_many({"_id": {"$in": ids}}, {"$set": past})

    async def reserved() -> int:
        return await uploads.count_documents({"_id": {"$in": ids}, "used_by": {"$ne": None}})

    sending = asyncio.gather(*(talk.ana.call("message:send", one) for one in drafts))
    await until(reserved, "some are being sent")
    await asyncio.gather(*(collect(gallery, 0) for _ in range(2)))
    first = await sending
    again = [await talk.ana.call("message:send", one) for one in drafts]
    assert [ack for ack in first if ack["ok"]]
    assert all(late["ok"] for early, late in zip(first, again, strict=True) if early["ok"])
    await collect(gallery, 1.1)
    messages = await history(talk.ana, talk.id, limit=100)
    carried = {one["id"] for message in messages for one in message["attachments"]}
    assert len(messages) == len([ack for ack in again if ack["ok"]])
    assert await left(gallery, ids) == carried


@pytest.fixture(autouse=True)
async def _nothing_due(gallery: Gallery) -> None:
    """What other tests left is not collected by these, which would confuse them."""
    await gallery.database["attachments"].update_many({}, {"$unset": {"look_at": True}})
