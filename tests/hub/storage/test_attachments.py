"""What was uploaded: reserved for one message, and collected where none came."""

import asyncio
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hub.domain.attachments import UNUSED, Attachment
from hub.errors import Conflict, NotFound, Overloaded
from hub.storage.attachments import AttachmentStore
from hub.storage.driver import Database
from tests.support.talks import NOW


class Moment:
    """A clock that stands."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> Any:
        return self.at

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def store(kept: Database, moment: Moment) -> AttachmentStore:
    return AttachmentStore(kept, moment)


def attachment(**more: Any) -> Attachment:
    usual: dict[str, Any] = {
        "id": secrets.token_hex(12),
        "conversation_id": "c1",
        "owner": "ana",
        "side": "buyer",
        "picture": secrets.token_hex(32),
        "width": 1200,
        "height": 800,
        "thumbhash": "1QcSHQRn",
        "mime": "image/webp",
        "bytes": 1_000,
        "alt": None,
        "created_at": NOW,
        "source": "digest",
    }
    return Attachment(**(usual | more))


async def test_it_comes_back_as_it_was_added_and_is_added_once(store: AttachmentStore) -> None:
    one = attachment(alt="灯", incident="i1")
    assert await store.add(one) == one
    assert await store.get(one.id) == one
    later = replace(one, created_at=NOW + timedelta(hours=1))
    assert await store.add(later) == one
    with pytest.raises(Conflict):
        await store.add(replace(one, source="another"))
    assert await store.get("unknown") is None


async def test_all_are_reserved_or_none(store: AttachmentStore) -> None:
    one, two = attachment(), attachment()
    foreign, elsewhere = attachment(owner="ben"), attachment(conversation_id="c2")
    for each in (one, two, foreign, elsewhere):
        await store.add(each)
    for ids in ([one.id, foreign.id], [one.id, elsewhere.id], [one.id, "unknown"]):
        with pytest.raises(NotFound):
            await store.claim(ids, "c1", "ana", "n-1")
    claimed = await store.claim([two.id, one.id], "c1", "ana", "n-1")
    assert [each.id for each in claimed] == [two.id, one.id]
    assert await store.claim([two.id, one.id], "c1", "ana", "n-1") == claimed
    with pytest.raises(Conflict):
        await store.claim([one.id], "c1", "ana", "n-2")
    await store.release([one.id, two.id], "n-2")
    assert (await store.get(one.id)) == replace(one, used_by="n-1"), "not theirs to release"
    await store.release([one.id, two.id], "n-1")
    assert await store.claim([one.id], "c1", "ana", "n-2")
    assert await store.claim([], "c1", "ana", "n-3") == ()


async def test_one_of_many_gets_them(store: AttachmentStore) -> None:
    """Sets that overlap, reserved at the same time; who is told to wait may try again."""
    pictures = [attachment() for _ in range(3)]
    for each in pictures:
        await store.add(each)
    a, b, c = (each.id for each in pictures)
    wanted = {"n-1": [a, b], "n-2": [b, c], "n-3": [c, a]}
    outcomes = await asyncio.gather(
        *(store.claim(ids, "c1", "ana", client_id) for client_id, ids in wanted.items()),
        return_exceptions=True,
    )
    assert all(isinstance(one, tuple | Conflict | Overloaded) for one in outcomes), outcomes
    won = [
        client_id
        for client_id, outcome in zip(wanted, outcomes, strict=True)
        if isinstance(outcome, tuple)
    ]
    assert len(won) <= 1
    holders = {each.used_by for each in (await store.many([a, b, c])).values()}
    assert holders <= {None, *won}


async def test_it_is_looked_at_a_day_after_it_was_last_asked_for(
    store: AttachmentStore, moment: Moment
) -> None:
    unsent, reserved, sent = (attachment() for _ in range(3))
    for each in (unsent, reserved, sent):
        await store.add(each)
    moment.at = NOW + timedelta(hours=12)
    await store.claim([reserved.id], "c1", "ana", "n-1")

    async def due(at: Any) -> set[str]:
        ours = {unsent.id, reserved.id, sent.id}
        return ours.intersection(each.id for each in await store.due(at, 10_000))

    assert await due(NOW + UNUSED - timedelta(seconds=1)) == set()
    assert await due(NOW + UNUSED) == {unsent.id, sent.id}
    await store.look_again([sent.id], None)
    assert await due(NOW + 10 * UNUSED) == {unsent.id, reserved.id}
    assert not await store.discard(reserved.id, NOW + UNUSED), "it was reserved since"
    assert await store.discard(unsent.id, NOW + UNUSED)
    assert not await store.discard(unsent.id, NOW + UNUSED)
    assert await store.get(unsent.id) is None
    await store.look_again([reserved.id], NOW + 3 * UNUSED)
    assert await due(NOW + 2 * UNUSED) == set()
    assert await due(NOW + 3 * UNUSED) == {reserved.id}
    await store.remove([reserved.id, sent.id])
    assert await store.many([reserved.id, sent.id]) == {}


async def test_it_is_described_as_long_as_it_is_free(store: AttachmentStore) -> None:
    one = attachment()
    await store.add(one)
    assert await store.describe(one.id, "A lamp", "i1") == replace(one, alt="A lamp", incident="i1")
    await store.claim([one.id], "c1", "ana", "n-1")
    assert await store.describe(one.id, "Another", None) is None
    assert await store.describe("unknown", "Another", None) is None
