"""The commit log: gapless, exactly once, in each sender's order, by any number of processes."""

import asyncio
import random
from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

import pytest

from hub.actions.ports import Committed
from hub.clock import SystemClock
from hub.domain.conversations import Side
from hub.domain.messages import Draft, Message, Sender
from hub.errors import Conflict
from hub.storage.commit import CommitLog
from hub.storage.driver import Database
from hub.storage.messages import MessageStore
from tests.support.stores import kept
from tests.support.talks import draft


@pytest.fixture
def log(kept: Database) -> CommitLog:
    return CommitLog(kept, SystemClock())


@pytest.fixture
def other_process(kept: Database) -> CommitLog:
    return CommitLog(kept, SystemClock())


def drafts(conversation: str, sender: str, count: int, mark: str = "") -> list[Draft]:
    return [draft(conversation, sender, f"{mark}{n}", f"{sender} {mark}{n}") for n in range(count)]


async def stored(database: Database, conversation: str) -> list[Message]:
    store = MessageStore(database, SystemClock(), lambda _: None)
    return await store.visible_after(conversation, Side.BUYER, above=0, limit=10_000)


def check(messages: list[Message]) -> None:
    """Gapless from 1, each once, and counted right."""
    assert [message.seq for message in messages] == list(range(1, len(messages) + 1))
    written = [(m.draft.sender.id, m.draft.client_id) for m in messages]
    assert len(set(written)) == len(written)
    sides = [message.draft.sender.side for message in messages]
    for n, message in enumerate(messages, start=1):
        assert message.counts == (sides[:n].count("buyer"), sides[:n].count("seller"))


def orders(messages: Iterable[Message]) -> list[list[str]]:
    """The client ids of each sender, in the order in which they stand."""
    by_sender = sorted(messages, key=lambda m: m.draft.sender.id)
    return [
        [message.draft.client_id for message in own]
        for _, own in groupby(by_sender, attrgetter("draft.sender.id"))
    ]


async def test_a_batch_is_numbered_in_order(log: CommitLog, kept: Database, id: str) -> None:
    outcomes = await log.commit(drafts(id, "buyer", 20))
    assert [outcome.replayed for outcome in outcomes if isinstance(outcome, Committed)] == (
        [False] * 20
    )
    messages = await stored(kept, id)
    check(messages)
    assert orders(messages) == [[f"{n}" for n in range(20)]]


async def test_a_message_comes_back_as_it_was_drafted(
    log: CommitLog, kept: Database, id: str
) -> None:
    written = replace(
        draft(id),
        text="多少钱?\n\U0001f44d\U0001f3fd",
        lang="zh-Hant-TW",
        reply_to=7,
        sender=Sender("wei", "seller", "魏"),
    )
    [outcome] = await log.commit([written])
    assert isinstance(outcome, Committed)
    assert outcome.message.draft == written
    assert [asdict(message) for message in await stored(kept, id)] == [asdict(outcome.message)]


async def test_many_conversations_in_one_batch(log: CommitLog, kept: Database, id: str) -> None:
    conversations = [f"{id}-{n}" for n in range(30)]
    mixed = [one for c in conversations for one in drafts(c, "buyer", 10)]
    random.Random(7).shuffle(mixed)
    await log.commit(mixed)
    for conversation in conversations:
        messages = await stored(kept, conversation)
        check(messages)
        wanted = [one.client_id for one in mixed if one.conversation_id == conversation]
        assert orders(messages) == [wanted]


async def test_drafts_that_arrive_at_once_are_written_together(kept: Database, id: str) -> None:
    sizes: list[int] = []
    store = MessageStore(kept, SystemClock(), sizes.append)
    conversations = [f"{id}-{n}" for n in range(20)]
    await asyncio.gather(
        *(store.commit(one) for c in conversations for one in drafts(c, "seller", 15))
    )
    for conversation in conversations:
        check(await stored(kept, conversation))
    assert sum(sizes) == 300
    assert len(sizes) <= 3, "the first one alone, then what had gathered"


@pytest.mark.parametrize("size", [1, 7, 40])
async def test_two_processes_in_one_conversation(
    log: CommitLog, other_process: CommitLog, kept: Database, id: str, size: int
) -> None:
    async def write(through: CommitLog, sender: str) -> None:
        waiting = drafts(id, sender, 80)
        while waiting:
            outcomes = await through.commit(waiting[:size])
            assert all(isinstance(outcome, Committed) for outcome in outcomes), outcomes
            del waiting[:size]

    await asyncio.gather(write(log, "buyer"), write(other_process, "seller"))
    messages = await stored(kept, id)
    check(messages)
    assert orders(messages) == [[f"{n}" for n in range(80)]] * 2


async def test_four_processes_in_five_conversations(kept: Database, id: str) -> None:
    conversations = [f"{id}-{n}" for n in range(5)]
    logs = [CommitLog(kept, SystemClock()) for _ in range(4)]

    async def write(through: CommitLog, mark: str) -> None:
        lots = [one for c in conversations for one in drafts(c, "buyer", 12, mark)]
        random.Random(mark).shuffle(lots)
        for start in range(0, len(lots), 15):
            outcomes = await through.commit(lots[start : start + 15])
            assert all(isinstance(outcome, Committed) for outcome in outcomes), outcomes

    await asyncio.gather(*(write(one, f"p{n}-") for n, one in enumerate(logs)))
    for conversation in conversations:
        messages = await stored(kept, conversation)
        assert len(messages) == 48
        check(messages)


async def test_what_is_sent_again_is_the_original(
    log: CommitLog, other_process: CommitLog, kept: Database, id: str
) -> None:
    [first] = await log.commit([draft(id, client_id="x", text="Hello")])
    assert isinstance(first, Committed)
    await log.commit(drafts(id, "seller", 3))
    for through in (log, other_process):
        [again] = await through.commit([draft(id, client_id="x", text="Hello")])
        assert isinstance(again, Committed)
        assert again.replayed
        assert asdict(again.message) == asdict(first.message)
    check(await stored(kept, id))


@pytest.mark.parametrize("change", [{"text": "Bye"}, {"reply_to": 1}])
async def test_other_content_under_a_used_client_id_is_a_conflict(
    log: CommitLog, kept: Database, id: str, change: dict[str, Any]
) -> None:
    await log.commit([draft(id, client_id="x", text="Hello")])
    other = replace(draft(id, client_id="x"), **change)
    after = draft(id, client_id="y")
    outcomes = await log.commit([other, after])
    assert isinstance(outcomes[0], Conflict)
    assert isinstance(outcomes[1], Committed)
    assert outcomes[1].message.seq == 2, "a refusal leaves no gap"
    check(await stored(kept, id))


async def test_the_same_twice_in_one_batch(log: CommitLog, kept: Database, id: str) -> None:
    same, other = draft(id, client_id="x"), draft(id, client_id="y")
    outcomes = await log.commit([same, other, same, same])
    assert [m.seq for m in _messages(outcomes)] == [1, 2, 1, 1]
    replayed = [o.replayed for o in outcomes if isinstance(o, Committed)]
    assert replayed == [False, False, True, True]
    check(await stored(kept, id))


async def test_a_conflict_within_one_batch(log: CommitLog, kept: Database, id: str) -> None:
    one, two = draft(id, client_id="x", text="one"), draft(id, client_id="x", text="two")
    outcomes = await log.commit([one, two, draft(id, client_id="y")])
    assert [type(outcome) for outcome in outcomes] == [Committed, Conflict, Committed]
    messages = await stored(kept, id)
    check(messages)
    assert [message.draft.text for message in messages] == ["one", "Hello"]


async def test_one_sent_through_two_processes_at_once_is_kept_once(
    log: CommitLog, other_process: CommitLog, kept: Database, id: str
) -> None:
    for n in range(20):
        same = draft(id, client_id=f"{n}")
        outcomes = await asyncio.gather(log.commit([same]), other_process.commit([same]))
        found = [_messages(outcome) for outcome in outcomes]
        assert [asdict(message) for message in found[0]] == [asdict(found[1][0])]
    messages = await stored(kept, id)
    assert len(messages) == 20
    check(messages)


async def test_client_ids_are_a_senders_own_and_a_conversations_own(
    log: CommitLog, kept: Database, id: str
) -> None:
    outcomes = await log.commit(
        [draft(id, "buyer", "x"), draft(id, "seller", "x"), draft(f"{id}-2", "buyer", "x")]
    )
    assert [message.seq for message in _messages(outcomes)] == [1, 2, 1]
    assert len(await stored(kept, id)) == 2


def _messages(outcomes: list[Committed | Exception]) -> list[Message]:
    messages = kept(outcomes)
    assert len(messages) == len(outcomes), outcomes
    return messages
