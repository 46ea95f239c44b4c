"""Who is there and who is typing: told to those who look, kept nowhere, right again soon."""

import asyncio
import time

import pytest

from hub.config import Settings
from hub.transport import presence
from tests.support.cast import Cast
from tests.support.people import ANA, WEI, XIA
from tests.support.running import RunningHub
from tests.support.speaking import about, catch_up, history, opened, say
from tests.support.timing import seconds
from tests.support.wire import Json, Wire


async def leave(wire: Wire) -> None:
    await wire.socket.close()
    await wire.closed()


async def told(wire: Wire, *, online: bool, within: float = 10) -> Json:
    return await wire.expect(
        "presence:updated", lambda payload: payload["online"] is online, within=within
    )


# -- typing ---------------------------------------------------------------------------------------


async def test_typing_is_told_to_the_other_sides_devices(shared: RunningHub, cast: Cast) -> None:
    ana, other_ana = await shared.connect(cast.ana), await shared.connect(cast.ana)
    wei, xia, luc = [await shared.connect(who) for who in (cast.wei, cast.xia, cast.luc)]
    conversation = await about(ana, cast.lamp)
    for typing in (True, False):
        state = {"conversation_id": conversation, "typing": typing}
        assert await ana.ok("typing", state) == {}
        for device in (wei, xia):
            assert await device.expect("typing") == state | {"side": "buyer"}
    for device in (ana, other_ana, luc):
        await device.barrier()
        assert device.of("typing") == []


async def test_typing_leaves_no_trace(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation)
    before = await opened(ana, "product", cast.lamp)
    await wei.ok("typing", {"conversation_id": conversation, "typing": True})
    assert await opened(ana, "product", cast.lamp) == before
    assert len(await history(ana, conversation)) == 1
    later = await shared.connect(cast.ana)
    await catch_up(later, conversation)
    assert later.of("typing") == []


# -- presence, on a hub for which a moment is short -----------------------------------------------


@pytest.fixture
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "GRACE_SECONDS", 0.2)


async def test_whoever_looks_is_told_at_once(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    nobody = {
        "conversation_id": conversation,
        "side": "seller",
        "online": False,
        "last_seen": None,
    }
    assert await ana.expect("presence:updated") == nobody
    await shared.connect(cast.wei)
    assert await ana.expect("presence:updated") == nobody | {"online": True}


@pytest.mark.parametrize("event", ["conversation:history", "conversation:catch_up"])
async def test_reading_a_thread_is_looking(shared: RunningHub, cast: Cast, event: str) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation)
    await wei.barrier()
    assert wei.of("presence:updated") == [], "the inbox alone is not looking"
    since = {"after_seq": 0, "after_change": 0} if event == "conversation:catch_up" else {}
    await wei.ok(event, {"conversation_id": conversation, **since})
    state = await wei.expect("presence:updated")
    assert (state["side"], state["online"]) == ("buyer", True)


@pytest.mark.usefixtures("short_grace")
async def test_a_shop_is_there_while_any_operator_is(hub: RunningHub) -> None:
    ana, wei, xia = [await hub.connect(who) for who in (ANA, WEI, XIA)]
    await about(ana, "lamp")
    assert (await ana.expect("presence:updated"))["online"] is True
    await leave(wei)
    await leave(xia)
    left = await told(ana, online=False)
    assert left["last_seen"] is not None
    assert [p["online"] for p in ana.of("presence:updated")] == [True, False]
    await hub.connect(WEI)
    assert (await told(ana, online=True))["last_seen"] is None


async def test_a_reload_is_no_absence(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    await about(ana, cast.lamp)
    await leave(wei)
    back = await shared.connect(cast.wei)
    await say(back, await about(ana, cast.lamp), "Here again")
    await ana.expect("message:new")
    assert [p["online"] for p in ana.of("presence:updated")] == [True]


async def test_the_last_twenty_looked_at_count(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    first = await about(ana, cast.lamp)
    for number in range(presence.WATCHED - 1):
        await about(ana, f"topic-{number}", "support")
    second = await about(ana, cast.shade)
    assert first != second, "the first one falls out"
    await shared.connect(cast.wei)
    await ana.expect(
        "presence:updated", lambda state: state["online"] and state["conversation_id"] == second
    )
    await ana.barrier()
    online = [p["conversation_id"] for p in ana.of("presence:updated") if p["online"]]
    assert first not in online


@pytest.mark.usefixtures("short_grace")
@pytest.mark.settings(ping_interval_seconds=0.5, ping_timeout_seconds=0.5)
async def test_a_client_that_vanished_is_gone_within_two_pings(hub: RunningHub) -> None:
    ana, wei = await hub.connect(ANA), await hub.connect(WEI)
    await about(ana, "lamp")
    await told(ana, online=True)
    wei.answer_pings = False  # its machine sleeps: nothing is heard, and nothing is closed
    begun = time.monotonic()
    await told(ana, online=False)
    assert time.monotonic() - begun < seconds(2 * 0.5 + 0.2 + 2)
    await wei.closed()
    await ana.ok("conversation:list", {})


def test_with_the_usual_settings_that_is_within_30_seconds() -> None:
    usual = Settings()
    assert 2 * usual.ping_interval_seconds + presence.GRACE_SECONDS < 30


async def test_presence_is_told_only_to_those_concerned(shared: RunningHub, cast: Cast) -> None:
    ana, ben = await shared.connect(cast.ana), await shared.connect(cast.ben)
    await about(ana, cast.lamp)
    await about(ben, cast.bag)
    await shared.connect(cast.wei)
    await told(ana, online=True)
    await ben.barrier()
    assert [p["online"] for p in ben.of("presence:updated")] == [False]


async def test_coming_and_going_ends_in_what_is(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    await about(ana, cast.lamp)
    for _ in range(5):
        devices = await asyncio.gather(*(shared.connect(cast.wei) for _ in range(3)))
        await asyncio.gather(*map(leave, devices))
    await shared.connect(cast.xia)
    await told(ana, online=True)
    await ana.barrier()
    assert ana.of("presence:updated")[-1]["online"] is True
