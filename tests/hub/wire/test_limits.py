"""How fast a person may write, whatever the number of their devices; and who else may go on."""

import asyncio

import pytest

from tests.support.people import ANA, BEN
from tests.support.running import RunningHub
from tests.support.speaking import about, draft, history, say
from tests.support.wire import Json, Refused, Wire

LIMITED = pytest.mark.settings(send_rate=0.5, send_burst=5)


async def burst(wires: list[Wire], conversation: str, count: int) -> list[Json]:
    """The acks of messages sent at once, by the devices in turn."""
    under_way = [
        await wires[n % len(wires)].emit("message:send", draft(conversation, f"page {n}"))
        for n in range(count)
    ]
    return list(await asyncio.gather(*under_way))


@LIMITED
async def test_a_burst_passes_and_what_is_above_is_told_when_to_try_again(
    hub: RunningHub,
) -> None:
    ana = await hub.connect(ANA)
    conversation = await about(ana, "lamp")
    acks = await burst([ana], conversation, 8)
    assert [ack["ok"] for ack in acks[:5]] == [True] * 5
    refused = [ack["error"] for ack in acks if not ack["ok"]]
    assert len(refused) in {2, 3}, "a slow machine earns one more meanwhile"
    assert {error["code"] for error in refused} == {"rate_limited"}
    assert all(0 < error["data"]["retry_after_s"] <= 2 for error in refused)
    kept = await history(ana, conversation)
    assert [message["seq"] for message in kept] == list(range(1, 9 - len(refused)))


@LIMITED
async def test_devices_and_conversations_share_a_persons_limit(hub: RunningHub) -> None:
    devices = [await hub.connect(ANA) for _ in range(3)]
    lamp, bag = await about(devices[0], "lamp"), await about(devices[0], "bag")
    acks = await burst(devices, lamp, 6) + await burst(devices, bag, 6)
    assert sum(ack["ok"] for ack in acks) < 9


@LIMITED
async def test_another_person_is_not_held_up(hub: RunningHub) -> None:
    ana, ben = await hub.connect(ANA), await hub.connect(BEN)
    anas, bens = await about(ana, "lamp"), await about(ben, "bag")
    await burst([ana], anas, 10)
    for _ in range(5):
        await say(ben, bens)


@LIMITED
async def test_reading_and_typing_are_not_sending(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await burst([ana], conversation, 10)
    for _ in range(20):
        await ana.ok("typing", {"conversation_id": conversation, "typing": True})
        await history(ana, conversation)


@pytest.mark.settings(send_rate=5, send_burst=5)
async def test_a_message_sent_again_is_answered_after_the_wait(hub: RunningHub) -> None:
    """A client that resends what was not acked gets in when it waits as it is told."""
    ana = await hub.connect(ANA)
    conversation = await about(ana, "lamp")
    waiting = [draft(conversation, f"page {n}") for n in range(9)]
    seqs: list[int] = []
    while waiting:
        ack = await ana.call("message:send", waiting[0])
        if ack["ok"]:
            seqs.append(ack["data"]["message"]["seq"])
            del waiting[0]
        else:
            await asyncio.sleep(ack["error"]["data"]["retry_after_s"])
    assert seqs == list(range(1, 10))


@pytest.mark.settings(connections_per_user=2)
async def test_the_limit_of_devices_is_told_and_kept(hub: RunningHub) -> None:
    first, second = await hub.connect(ANA), await hub.connect(ANA)
    assert first.session["limits"]["connections_per_user"] == 2
    with pytest.raises(Refused) as refused:
        await hub.connect(ANA)
    assert refused.value.code == "overloaded"
    assert refused.value.error["data"]["data"]["retry_after_s"] > 0
    for device in (first, second):
        await device.ok("conversation:list", {})


@pytest.mark.settings(open_rate=0.5, open_burst=3)
async def test_conversations_are_not_opened_without_end(hub: RunningHub) -> None:
    ana, ben = await hub.connect(ANA), await hub.connect(BEN)
    for n in range(3):
        await ana.call("conversation:open", {"context": {"type": "support", "id": f"topic {n}"}})
    asked = {"context": {"type": "support", "id": "one more"}}
    assert (await ana.refused("conversation:open", asked))["code"] == "rate_limited"
    await ben.call("conversation:open", asked)
