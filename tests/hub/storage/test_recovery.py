"""After a crash: messages are the truth, and what should follow from them follows."""

import asyncio
from datetime import timedelta

import pytest
from pymongo.errors import BulkWriteError

from hub.clock import SystemClock
from hub.domain import deletion, receipts
from hub.domain.conversations import Changed, Conversation, Inbox, Side
from hub.domain.messages import Message
from hub.domain.search_terms import parse_query
from hub.storage.commit import CommitLog
from hub.storage.driver import Database
from hub.storage.recovery import MARGIN, Recovery
from tests.hub.storage.conftest import stores_over
from tests.support.stores import Stores, kept
from tests.support.talks import draft

CLOCK = SystemClock()


class Crashed:
    """A database as a crash leaves it: messages that nothing followed from."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._log = CommitLog(database, CLOCK)
        self._said = 0

    async def open(self, id: str) -> None:
        await stores_over(self.database).open(id)

    async def say(self, id: str, *texts: str, sender: str = "buyer") -> list[Message]:
        """Durable messages, and nothing else."""
        drafts = []
        for text in texts:
            self._said += 1
            drafts.append(draft(id, sender, f"{self._said}", text))
        return kept(await self._log.commit(drafts))

    def started(self) -> tuple[Recovery, Stores]:
        """The next process."""
        stores = stores_over(self.database)
        return Recovery(stores.database, stores.messages, stores.conversations, stores.search), (
            stores
        )

    async def replayed(self) -> tuple[int, Stores]:
        recovery, stores = self.started()
        count = await recovery.replay()
        await stores.settled()
        return count, stores

    async def state(self, id: str) -> Conversation:
        found = await stores_over(self.database).conversations.get(id)
        assert found is not None
        return found

    async def found(self, word: str) -> int:
        """How many of the shop's messages a search finds."""
        ids = await stores_over(self.database).search.find(
            [Inbox(Side.SELLER, "lamps")],
            parse_query(word),
            conversation_id=None,
            before=None,
            limit=1_000,
        )
        return len(ids)


@pytest.fixture
def crashed(empty: Database) -> Crashed:
    return Crashed(empty)


async def test_the_summary_and_the_index_are_healed(crashed: Crashed) -> None:
    await crashed.open("c1")
    last = (await crashed.say("c1", "lamp one", "lamp two"))[-1]
    assert (await crashed.state("c1")).last_seq == 0
    assert await crashed.found("lamp") == 0
    count, _ = await crashed.replayed()
    healed = await crashed.state("c1")
    assert count == 2
    assert (healed.last_seq, healed.last_message_id) == (2, last.id)
    assert (healed.sides[Side.SELLER].unread, healed.sides[Side.SELLER].listed) == (2, True)
    assert await crashed.found("lamp") == 2


async def test_replaying_again_changes_nothing(crashed: Crashed) -> None:
    await crashed.open("c1")
    await crashed.say("c1", "lamp one", "lamp two")
    await crashed.replayed()
    before = await contents(crashed.database)
    count, _ = await crashed.replayed()
    assert count == 2
    assert await contents(crashed.database) == before


async def test_a_running_hub_tells_what_it_heals_and_only_that(crashed: Crashed) -> None:
    await crashed.open("c1")
    await crashed.open("c2")
    recovery, stores = crashed.started()
    await stores.talk("c1", "lamp one")
    last = (await crashed.say("c2", "lamp two", "lamp three"))[-1]
    told: list[tuple[str, int, object]] = []

    async def tell(changed: Changed, message: Message) -> None:
        told.append((changed.after.id, changed.after.last_seq, message.id))

    recovery.tell = tell
    await recovery.replay()
    await recovery.replay()
    assert told == [("c2", 2, last.id)]


async def contents(database: Database) -> dict[str, list[object]]:
    return {
        name: [document async for document in database[name].find().sort("_id")]
        for name in await database.list_collection_names()
    }


async def test_only_a_part_may_be_missing(crashed: Crashed) -> None:
    await crashed.open("c1")
    _, stores = crashed.started()
    await stores.talk("c1", "lamp one", "lamp two")
    await stores.settled()
    await crashed.say("c1", "lamp three", sender="seller")
    await crashed.replayed()
    healed = await crashed.state("c1")
    assert healed.last_seq == 3
    assert [healed.sides[side].unread for side in Side] == [1, 2]
    assert await crashed.found("lamp") == 3


async def test_what_was_read_and_deleted_stays_so(crashed: Crashed) -> None:
    await crashed.open("c1")
    _, stores = crashed.started()
    await stores.talk("c1", "a", "b", "c")
    await stores.conversations.change("c1", lambda c: receipts.read(c, Side.SELLER, 2, 2))
    await stores.conversations.change("c1", lambda c: deletion.hide_conversation(c, Side.BUYER))
    await stores.settled()
    before = await crashed.state("c1")
    await crashed.replayed()
    assert await crashed.state("c1") == before


async def test_many_conversations_and_many_messages(crashed: Crashed) -> None:
    ids = [f"c{n}" for n in range(20)]
    for id in ids:
        await crashed.open(id)
        await crashed.say(id, *(f"lamp {n}" for n in range(60)))
    count, stores = await crashed.replayed()
    assert count == 1_200, "more than one batch"
    healed = await stores.conversations.many(ids)
    assert {one.last_seq for one in healed.values()} == {60}
    assert {one.sides[Side.SELLER].unread for one in healed.values()} == {60}
    assert await crashed.found("lamp") == 1_000


async def test_after_a_checkpoint_only_what_came_later_is_replayed(crashed: Crashed) -> None:
    await crashed.open("c1")
    await crashed.say("c1", "lamp one")
    recovery, _ = crashed.started()
    await recovery.replay()
    await recovery.save_checkpoint(CLOCK.now() + MARGIN + timedelta(seconds=2))
    assert (await crashed.replayed())[0] == 0
    assert await crashed.found("lamp") == 1


async def test_a_checkpoint_leaves_a_margin_for_clocks(crashed: Crashed) -> None:
    await crashed.open("c1")
    recovery, _ = crashed.started()
    await recovery.save_checkpoint(CLOCK.now())
    await crashed.say("c1", "lamp one")
    assert (await crashed.replayed())[0] == 1


async def test_a_checkpoint_never_goes_back(crashed: Crashed) -> None:
    recovery, _ = crashed.started()
    late = CLOCK.now()
    for at in (late, late - timedelta(hours=1)):
        await recovery.save_checkpoint(at)
    stored = await crashed.database["checkpoints"].find_one({"_id": "followed"})
    assert stored is not None
    assert stored["until"] == late


async def test_a_message_whose_conversation_is_unknown_spoils_no_other(crashed: Crashed) -> None:
    await crashed.open("c1")
    await crashed.say("nowhere", "lamp zero")
    await crashed.say("c1", "lamp one")
    count, _ = await crashed.replayed()
    assert count == 2
    assert (await crashed.state("c1")).last_seq == 1
    assert await crashed.found("lamp") == 1


async def test_it_may_happen_while_people_write_through_another_process(crashed: Crashed) -> None:
    await crashed.open("c1")
    await crashed.say("c1", *(f"lamp {n}" for n in range(50)))
    _, running = crashed.started()
    _, (_, second) = await asyncio.gather(
        running.talk("c1", *(f"shade {n}" for n in range(20)), sender="seller"),
        crashed.replayed(),
    )
    while len(running.conversations) or len(second.conversations):
        await asyncio.gather(running.settled(), second.settled())
    healed = await crashed.state("c1")
    assert healed.last_seq == 70
    assert [healed.sides[side].sent for side in Side] == [50, 20]
    assert [healed.sides[side].unread for side in Side] == [20, 50]


async def test_what_may_have_been_written_before_a_commit_failed_is_healed(
    crashed: Crashed,
) -> None:
    await crashed.open("c1")
    recovery, stores = crashed.started()
    await recovery.replay()
    await crashed.say("c1", "lamp one")  # as by a commit whose answer was lost
    refused = {"text": {"$ne": "refused"}}
    await crashed.database.command("collMod", "messages", validator=refused)
    with pytest.raises(BulkWriteError):
        await stores.messages.commit(draft("c1", "buyer", "x", "refused"))
    await recovery.save_checkpoint(CLOCK.now())
    await stores.settled()
    assert (await crashed.state("c1")).last_seq == 1
    assert await crashed.found("lamp") == 1
