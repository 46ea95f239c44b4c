"""A picture is its uploader's, of one conversation, and in one message at most."""

import asyncio
import secrets
from dataclasses import replace

import pytest

from hub.clock import SystemClock
from hub.domain.attachments import MOST, Attached
from hub.domain.messages import Draft, Kind, Sender
from hub.errors import Conflict
from hub.storage.commit import CommitLog
from hub.storage.messages import MessageStore
from tests.hub.attachments.conftest import Gallery, Talk, bare, sent, show
from tests.support.profiler import profiled
from tests.support.rules import BLOCKED
from tests.support.speaking import history, say
from tests.support.talks import draft
from tests.support.wire import Json, Wire


async def refusal(wire: Wire, wanted: Json) -> str:
    return str((await wire.refused("message:send", wanted))["code"])


async def test_nine_and_ten_and_twice_the_same(gallery: Gallery, talk: Talk) -> None:
    ids = await gallery.pictures(talk, MOST + 1)
    assert await refusal(talk.ana, sent(talk, ids)) == "invalid"
    assert await refusal(talk.ana, sent(talk, [ids[0], ids[0]])) == "invalid"
    assert await refusal(talk.ana, sent(talk, [])) == "invalid"
    assert await refusal(talk.ana, sent(talk, ids[:1], " \n")) == "invalid"
    message = await show(talk.ana, talk, ids[:MOST], "")
    assert message["kind"] == "image"
    assert [one["id"] for one in message["attachments"]] == ids[:MOST]


async def test_only_by_its_uploader_and_where_it_was_uploaded(gallery: Gallery, talk: Talk) -> None:
    other = await gallery.talk()
    (id,) = await gallery.pictures(talk, 1)
    (foreign,) = await gallery.pictures(other, 1)
    theirs = await gallery.picture(talk, talk.operators[1])
    for wire, named in (
        (talk.wei, [id]),
        (talk.ana, [id, foreign]),
        (talk.ana, [id, theirs]),
        (talk.wei, [theirs]),
        (talk.ana, [id, "no-such-picture"]),
    ):
        assert await refusal(wire, sent(talk, named)) == "not_found"
    assert await refusal(other.ana, sent(other, [id])) == "not_found"
    assert [one["id"] for one in (await show(talk.ana, talk, [id]))["attachments"]] == [id]


async def test_under_fifty_sends_at_once(gallery: Gallery, talk: Talk) -> None:
    tablet = await gallery.hub.connect(talk.buyer)
    id, *others = await gallery.pictures(talk, 26)
    wanted = [sent(talk, [id, *([others[n // 2]] if n % 2 else [])]) for n in range(50)]
    acks = await asyncio.gather(
        *[(talk.ana, tablet)[n % 2].call("message:send", one) for n, one in enumerate(wanted)]
    )
    done = [ack["data"]["message"] for ack in acks if ack["ok"]]
    refused = {ack["error"]["code"] for ack in acks if not ack["ok"]}
    assert len(done) == 1
    assert refused <= {"conflict", "overloaded"}
    assert await history(talk.ana, talk.id) == done
    winner = next(one for one in wanted if one["client_id"] == done[0]["client_id"])
    again = await asyncio.gather(*(talk.ana.ok("message:send", winner) for _ in range(20)))
    assert again == [{"message": done[0]}] * 20
    free = next(one for one in others if one not in winner["attachment_ids"])
    assert await show(talk.ana, talk, [free])


async def test_sent_again_it_is_the_same_message(gallery: Gallery, talk: Talk) -> None:
    one, two, three = await gallery.pictures(talk, 3)
    wanted = sent(talk, [one, two], "Look")
    message = (await talk.ana.ok("message:send", wanted))["message"]
    assert (await talk.ana.ok("message:send", wanted))["message"] == message
    for other in ([two, one], [one], [one, two, three], []):
        assert await refusal(talk.ana, wanted | {"attachment_ids": other}) == "conflict"
    assert await refusal(talk.ana, sent(talk, [two])) == "conflict", "it is sent"
    assert await show(talk.ana, talk, [three]), "nothing had it"
    assert len(await history(talk.ana, talk.id)) == 2


async def test_a_refused_message_leaves_its_pictures_free(gallery: Gallery, talk: Talk) -> None:
    (id,) = await gallery.pictures(talk, 1)
    blocked = sent(talk, [id], BLOCKED)
    assert await refusal(talk.ana, blocked) == "blocked_content"
    assert await refusal(talk.ana, blocked) == "blocked_content", "and again"
    message = await show(talk.ana, talk, [id], "mended")
    assert await refusal(talk.ana, blocked) == "conflict"
    assert [one["attachments"] for one in await history(talk.ana, talk.id)] == [
        message["attachments"]
    ]


async def test_after_a_crash_between_the_reservation_and_the_message(
    gallery: Gallery, talk: Talk
) -> None:
    ids = await gallery.pictures(talk, 2)
    wanted = sent(talk, ids)
    await gallery.attachments.claim(ids, talk.id, talk.buyer.id, wanted["client_id"])
    assert await refusal(talk.ana, sent(talk, ids[:1])) == "conflict"
    message = (await talk.ana.ok("message:send", wanted))["message"]
    assert [one["id"] for one in message["attachments"]] == ids


async def test_a_text_costs_the_pictures_nothing(gallery: Gallery, talk: Talk) -> None:
    await say(talk.ana, talk.id, "first")
    async with profiled(gallery.database) as account:
        await say(talk.ana, talk.id, "plain")
    for collection in ("attachments", "held_messages", "pictures.files"):
        assert account.of(collection) == []


# -- as a fact of the database --------------------------------------------------------------------


async def test_two_processes_that_know_nothing_of_each_other(gallery: Gallery, talk: Talk) -> None:
    ids = await gallery.pictures(talk, 3)
    known = await gallery.attachments.many(ids)
    one, two, three = (known[id].attached for id in ids)
    logs = [CommitLog(gallery.database, SystemClock()) for _ in range(2)]
    blank = Draft(
        conversation_id=talk.id,
        client_id="",
        kind=Kind.IMAGE,
        sender=Sender(talk.buyer.id, "buyer", "Ana"),
        text="",
        lang="es",
    )

    def drawn(*pictures: Attached) -> Draft:
        return replace(blank, client_id=secrets.token_hex(4), attachments=pictures)

    batches = [drawn(one), drawn(two, three)], [drawn(three, one), drawn(two), drawn()]
    outcomes = await asyncio.gather(
        *(log.commit(batch) for log, batch in zip(logs, batches, strict=True))
    )
    refused = [one for batch in outcomes for one in batch if isinstance(one, Exception)]
    assert refused
    assert all(isinstance(one, Conflict) for one in refused)
    messages = await history(talk.wei, talk.id)
    assert [one["seq"] for one in messages] == list(range(1, len(messages) + 1))
    shown = [picture["id"] for message in messages for picture in message["attachments"]]
    assert sorted(shown) == sorted(set(shown))


async def test_who_carries_a_picture_is_found_by_index(gallery: Gallery, talk: Talk) -> None:
    ids = await gallery.pictures(talk, 3)
    message = await show(talk.ana, talk, ids[:2])
    store = MessageStore(gallery.database, SystemClock(), lambda _: None)
    long = [draft(talk.id, "seller", f"{n}") for n in range(300)]
    await asyncio.gather(*(store.commit(one) for one in long))
    async with profiled(gallery.database) as account:
        (found,) = await store.carrying(talk.id, ids)
    assert found.seq == message["seq"]
    (read,) = account.of("messages")
    assert "COLLSCAN" not in read.plan
    assert read.documents == 1


@pytest.mark.parametrize("count", [1, 3])
async def test_a_message_comes_back_as_it_was_sent(
    gallery: Gallery, talk: Talk, count: int
) -> None:
    alts = [None, "a lamp", "灯"][:count]
    ids = [await gallery.picture(talk, alt=alt) for alt in alts]
    message = await show(talk.ana, talk, ids)
    (kept,) = await history(talk.wei, talk.id)
    assert bare(kept) == bare(message)
    assert [one.get("alt") for one in kept["attachments"]] == alts
