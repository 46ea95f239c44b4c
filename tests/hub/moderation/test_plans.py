"""What moderation asks of the database is answered from an index."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from bson import ObjectId

from hub.domain.conversations import Side
from hub.domain.messages import Draft, Kind, Message
from hub.storage.documents import message_document
from hub.storage.driver import Database
from hub.storage.driver import database as open_database
from hub.storage.incidents import IncidentStore, incident_document
from hub.storage.indexes import ensure_indexes
from hub.storage.standings import StandingStore
from hub.storage.windows import WindowStore
from tests.hub.storage.conftest import stores_over
from tests.support.incidents import incident
from tests.support.profiler import profiled
from tests.support.talks import NOW, SENDERS, fresh

SIZE = 1_000
EVERY = 100
"""One in so many is what is asked for."""


async def fill(database: Database) -> None:
    await ensure_indexes(database)
    incidents = [
        replace(
            incident(f"{n:024x}", NOW - timedelta(minutes=n), sender=f"user-{n % EVERY}"),
            conversation_id="long",
            digest=f"{n % EVERY}",
            settled=n % EVERY > 0,
            kind="blocked" if n % 2 else "delivered",
            seq=None if n % EVERY == 2 else 1,
        )
        for n in range(SIZE)
    ]
    await database["incidents"].insert_many([incident_document(one) for one in incidents])
    messages = []
    for seq in range(1, SIZE + 1):
        draft = Draft("long", f"{seq}", Kind.TEXT, SENDERS["buyer"], "Hello", "en")
        document = message_document(
            Message(ObjectId(), seq, (seq, 0), NOW + timedelta(seconds=seq), draft)
        )
        if seq % EVERY == 0:
            document["erased"] = {"buyer": seq, "seller": seq}
        messages.append(document)
    await database["messages"].insert_many(messages)


@pytest.fixture
async def filled(mongo_uri: str, mongo_database: str) -> AsyncIterator[Database]:
    async with open_database(mongo_uri, mongo_database) as opened:
        await fill(opened)
        yield opened


async def test_every_question_has_an_index(filled: Database) -> None:
    incidents, standings = IncidentStore(filled), StandingStore(filled)
    messages = stores_over(filled).messages
    now = NOW + timedelta(seconds=SIZE)
    talk = replace(fresh("long"), last_seq=SIZE, activity_at=now)
    async with profiled(filled) as account:
        assert len((await standings.fresh("user-1", NOW)).strikes) == SIZE // EVERY
        assert not await incidents.pardoned("long", "user-1", "1")
        assert len(await incidents.unsettled(500)) == SIZE // EVERY
        assert len(await incidents.unplaced(500)) == SIZE // EVERY
        assert len(await WindowStore(filled).of(talk, "ana", now)) == 9
        erased = await messages.erased_since("long", Side.BUYER, 0, 300)
        assert len(erased) == SIZE // EVERY
        assert await messages.number_of("long", "ana", "7") == 7
    asked = [read for read in account.reads if read.collection in ("incidents", "messages")]
    assert len(asked) == 7
    for read in asked:
        assert read.plan.startswith("IXSCAN"), read
        assert read.documents <= read.returned + 10, read
        assert not read.sorted_in_memory, read
