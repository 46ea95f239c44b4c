"""What is told piece by piece: a sender's last messages of a conversation are read together."""

import asyncio

from hub.config import Settings
from tests.hub.moderation.conftest import Desk, opened, refused
from tests.support.people import ANA, BEN, WEI, XIA
from tests.support.rules import HELD, WordRules
from tests.support.speaking import about, draft, say, say_all

PIECES = ("555", "12", "34")


async def test_the_piece_that_completes_it_is_blocked(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say_all(ana, conversation, "Hello", *PIECES[:2])
    told = await refused(ana, draft(conversation, PIECES[2]))
    assert [(one["start"], one["end"]) for one in told["findings"]] == [(0, 2)], "its own part"
    incident = await desk.incident(told["incident_id"])
    parts = [(one.message, one.seq, one.start, one.end) for one in incident.findings]
    assert parts == [(-2, 2, 0, 3), (-1, 3, 0, 2), (0, None, 0, 2)]


async def test_a_dry_run_reads_them_too_and_is_no_piece(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, PIECES[0])
    for piece, action in (("1234", "block"), (PIECES[1], "allow"), (PIECES[2], "allow")):
        at = {"conversation_id": conversation, "text": piece}
        assert (await ana.ok("message:check", at))["action"] == action


async def test_pieces_of_others_and_elsewhere_are_apart(desk: Desk) -> None:
    ana, wei, xia = [await desk.hub.connect(who) for who in (ANA, WEI, XIA)]
    lamp, bag = await about(ana, "lamp"), await about(ana, "bag")
    await say(ana, lamp, PIECES[0])
    await say(wei, lamp, PIECES[1])
    await say(xia, lamp, PIECES[2])
    await say_all(ana, bag, *PIECES[1:])


async def test_a_message_is_no_piece_of_itself(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, "4 555")
    sent = draft(conversation, "1 and 234 555")
    first = await ana.ok("message:send", sent)
    assert await ana.ok("message:send", sent) == first
    assert desk.rules.judged[-1] == ("4 555", "1 and 234 555")


async def test_another_text_under_its_client_id_does_not_hide_a_piece(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    piece = draft(conversation, PIECES[0])
    await ana.ok("message:send", piece)
    assert (await ana.refused("message:send", piece | {"text": "Yes"}))["code"] == "conflict"
    assert await refused(ana, draft(conversation, "1234"))


async def test_what_was_not_delivered_is_no_piece(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, f"{HELD} 555")
    await say(ana, conversation, "1234")


async def test_after_a_restart_they_are_read_from_the_thread(
    settings: Settings, rules: WordRules, desk: Desk
) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await say_all(ana, conversation, *(f"{n}" for n in range(12)), *PIECES[:2])
    await say(wei, conversation, "Yes?")
    async with opened(settings, rules) as second:
        ana = await second.hub.connect(ANA)
        assert await refused(ana, draft(conversation, PIECES[2]))
        assert rules.judged[-1] == ("5", "6", "7", "8", "9", "10", "11", *PIECES)


async def test_two_devices_at_once_do_not_slip_through(
    settings: Settings, rules: WordRules, desk: Desk
) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, "Hello")
    async with opened(settings, rules) as second:  # which has nothing in memory yet
        devices = [await second.hub.connect(ANA) for _ in range(2)]
        pieces = ("555", "1234")
        acks = await asyncio.gather(
            *(
                device.call("message:send", draft(conversation, piece))
                for device, piece in zip(devices, pieces, strict=True)
            )
        )
        stopped = [ack for ack in acks if not ack["ok"]]
        came_in_order = rules.judged[-1] == ("Hello", *pieces)
        assert len(stopped) == came_in_order, "else the second one came first"


async def test_an_ordinary_message_asks_the_database_nothing_more(desk: Desk) -> None:
    ana, ben = await desk.hub.connect(ANA), await desk.hub.connect(BEN)
    conversation, bens = await about(ana, "lamp"), await about(ben, "lamp")
    await say(ana, conversation, "warm")
    await say(ben, bens, "warm")
    before = await commands(desk)
    for n in range(20):
        await say(ana, conversation, f"{n}")
    after = await commands(desk)
    assert after["find"] - before["find"] <= 2, "the hub's own timers at most"
    assert after["aggregate"] == before["aggregate"]


async def commands(desk: Desk) -> dict[str, int]:
    """How often the database was asked what."""
    status = await desk.app.stores.database.client.admin.command("serverStatus")
    return {name: status["metrics"]["commands"][name]["total"] for name in ("find", "aggregate")}
