"""Texts of incidents go after their time; what is counted stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.domain.incidents import Incident, Note, Report
from tests.hub.moderation.conftest import Desk
from tests.hub.staff.conftest import blocked
from tests.support.incidents import appeal, decide, incident
from tests.support.office import Office
from tests.support.people import ANA
from tests.support.pictures import jpeg
from tests.support.refusing import refused_upload
from tests.support.speaking import about, draft, history
from tests.support.wire import Json, Wire

SECRETS = ("Call 612 345 678", "So it is", "It is a brand", "my note", "his note")


def old(desk: Desk, days: float) -> Incident:
    """Everything that anybody can write in one."""
    made = incident("a" * 24, desk.app.clock.now() - timedelta(days=days))
    made = appeal(decide(made, "upheld", timedelta(hours=1)), timedelta(hours=2))
    note = Note("sam", made.created_at, "my note")
    report = Report("r", "wei", "seller", "fraud", "his note", made.created_at)
    return replace(decide(made, "overturned", timedelta(hours=3)), notes=(note,), reports=(report,))


async def secrets_in(desk: Desk) -> set[str]:
    """What somebody wrote and the database still holds of incidents."""
    held = str(await desk.incidents())
    return {secret for secret in SECRETS if secret in held}


async def counted(desk: Desk, sam: Office) -> Json:
    last = desk.app.clock.now().date()
    first = last - timedelta(days=200)
    return await sam.get("/reports", **{"from": first.isoformat(), "to": last.isoformat()})


async def test_texts_go_and_counts_stay(desk: Desk, sam: Office, ana: Wire) -> None:
    kept = await blocked(ana, "a blockword of today")
    await desk.app.stores.incidents.open(old(desk, days=91))
    assert await secrets_in(desk) == set(SECRETS)
    before = await counted(desk, sam)
    assert await desk.app.desk.purge() == 1
    assert await secrets_in(desk) == set()
    assert await counted(desk, sam) == before
    [gone, young] = sorted(await sam.queue(state="all"), key=lambda one: one["created_at"])
    assert (gone["purged"], gone["text"], gone["findings"]) == (True, None, [])
    assert (gone["rules"], gone["decision"]["outcome"]) == (["phone.national"], "overturned")
    assert (young["id"], young["purged"], young["text"]) == (kept, False, "a blockword of today")
    assert await desk.app.desk.purge() == 0


async def test_a_purged_one_can_still_be_opened_and_decided(desk: Desk, sam: Office) -> None:
    made = incident("b" * 24, desk.app.clock.now() - timedelta(days=91))
    await desk.app.stores.incidents.open(made)
    await desk.app.desk.purge()
    assert (await sam.get(f"/incidents/{made.id}"))["incident"]["purged"] is True
    assert (await sam.decide(made.id, "upheld"))["state"] == "decided"


@pytest.mark.settings(incident_text_days=7)
@pytest.mark.parametrize(("days", "purged"), [(6.9, 0), (7.1, 1)])
async def test_how_long_is_the_operators_choice(desk: Desk, days: float, purged: int) -> None:
    await desk.app.stores.incidents.open(old(desk, days))
    assert await desk.app.desk.purge() == purged


async def test_more_than_one_batch(desk: Desk) -> None:
    made = old(desk, 100)
    await desk.app.stores.incidents.open(made)
    documents = [one async for one in desk.app.stores.database["incidents"].find()]
    copies = [{**documents[0], "_id": f"{n:024x}"} for n in range(250)]
    await desk.app.stores.database["incidents"].insert_many(copies)
    assert await desk.app.desk.purge() == 251


async def test_what_still_waits_goes_too(desk: Desk, sam: Office, ana: Wire) -> None:
    conversation = await about(ana, "lamp")
    held = (await ana.ok("message:send", draft(conversation, "a holdword")))["message"]
    database, long_ago = desk.app.stores.database, desk.app.clock.now() - timedelta(days=91)
    await database["incidents"].update_many({}, {"$set": {"created_at": long_ago}})
    assert await desk.app.desk.purge() == 1
    assert await database["held_messages"].count_documents({}) == 0
    assert (await sam.decide(held["incident_id"], "overturned"))["state"] == "decided"
    assert await history(ana, conversation) == []


async def test_pictures_go_with_the_texts(desk: Desk, sam: Office, ana: Wire) -> None:
    conversation, picture = await about(ana, "lamp"), jpeg(320, 240)
    refused = await refused_upload(desk.hub, ANA, conversation, picture, alt="a blockword")
    id, database = refused["incident_id"], desk.app.stores.database
    files, address = database["pictures.files"], f"/incidents/{id}/picture"
    assert (await sam.call("GET", address)).status == 200
    assert await files.count_documents({}) == 2
    long_ago = desk.app.clock.now() - timedelta(days=91)
    await database["incidents"].update_many({}, {"$set": {"created_at": long_ago}})
    assert await desk.app.desk.purge() == 1
    assert await files.count_documents({}) == 0
    assert (await sam.call("GET", address)).status == 404
    assert (await sam.get(f"/incidents/{id}"))["incident"]["pictures"] == []
