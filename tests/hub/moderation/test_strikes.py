"""Too many blocked messages pause their sender; a lifted strike lifts what it brought."""

from datetime import UTC, datetime, timedelta

import pytest

from hub.config import Settings
from hub.domain.strikes import StrikePolicy
from tests.hub.moderation.conftest import Desk, opened, refused
from tests.support.people import ANA, BEN, WEI
from tests.support.rules import BLOCKED, WordRules
from tests.support.speaking import about, catch_up, draft, history, mark, say
from tests.support.wire import Json, Wire

THREE = StrikePolicy(cool_down_at=3, suspend_at=6)


@pytest.fixture
def rules() -> WordRules:
    return WordRules(THREE)


async def offend(wire: Wire, conversation: str, times: int) -> list[str]:
    """Send blocked messages; their incidents' ids."""
    return [
        (await refused(wire, draft(conversation, f"{BLOCKED} {n}")))["incident_id"]
        for n in range(times)
    ]


async def paused(wire: Wire, conversation: str) -> str:
    """Until when this person may not send, as a refusal tells."""
    error = await wire.refused("message:send", draft(conversation))
    assert error["code"] == "suspended", error
    return str(error["data"]["until"])


def minutes_from_now(stamp: str) -> float:
    until = datetime.fromisoformat(stamp)
    return (until - datetime.now(UTC)) / timedelta(minutes=1)


async def test_the_third_strike_brings_a_cool_down(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await offend(ana, conversation, 2)
    await say(ana, conversation)
    await offend(ana, conversation, 1)
    assert 9 < minutes_from_now(await paused(ana, conversation)) <= 10


async def test_everything_but_sending_goes_on(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await say(ana, conversation)
    await offend(ana, conversation, 3)
    await say(wei, conversation, "Hm")
    assert len(await history(ana, conversation)) == 2
    assert (await mark(ana, conversation, 2))["read_seq"] == 2
    assert len((await catch_up(ana, conversation))["messages"]) == 2
    again = await desk.hub.connect(ANA)
    assert again.session["suspended_until"] == await paused(ana, conversation)
    assert wei.session["suspended_until"] is None


async def test_others_are_not_paused(desk: Desk) -> None:
    ana, ben = await desk.hub.connect(ANA), await desk.hub.connect(BEN)
    await offend(ana, await about(ana, "lamp"), 3)
    await say(ben, await about(ben, "lamp"))


async def test_resends_of_one_message_are_one_strike_and_get_one_answer(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, BLOCKED)
    told = [await refused(ana, sent) for _ in range(5)]
    await say(ana, conversation, "one strike")
    await offend(ana, conversation, 2)
    assert await paused(ana, conversation)
    assert await refused(ana, sent) == told[0], "also when paused by now"


async def test_a_message_that_was_sent_before_stays_acked(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    sent = draft(conversation)
    first = await ana.ok("message:send", sent)
    await offend(ana, conversation, 3)
    assert await ana.ok("message:send", sent) == first


async def test_whoever_is_paused_gives_the_rules_no_work(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await offend(ana, conversation, 3)
    desk.rules.judged.clear()
    await paused(ana, conversation)
    error = await ana.refused("message:send", draft(conversation, f"another {BLOCKED}"))
    assert error["code"] == "suspended"
    assert desk.rules.judged == []


async def test_a_restart_forgets_no_strike(
    settings: Settings, rules: WordRules, desk: Desk
) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await offend(ana, conversation, 3)
    until = await paused(ana, conversation)
    async with opened(settings, rules) as second:
        ana = await second.hub.connect(ANA)
        assert await paused(ana, conversation) == until


async def test_an_overturned_strike_lifts_the_pause(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    ids = await offend(ana, conversation, 3)
    await desk.decide(ids[0], "upheld")
    assert await paused(ana, conversation)
    await desk.decide(ids[1], "overturned")
    await say(ana, conversation)


async def test_six_strikes_suspend_for_a_day(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    for _ in range(5):
        await offend(ana, conversation, 1)
        await backdate(desk, timedelta(minutes=11))
    await say(ana, conversation, "every cool-down is over")
    await offend(ana, conversation, 1)
    assert 23 * 60 < minutes_from_now(await paused(ana, conversation)) <= 24 * 60


async def backdate(desk: Desk, by: timedelta) -> None:
    """As if what Ana did so far was longer ago."""
    incidents = desk.app.stores.database["incidents"]
    earlier = {"$subtract": ["$created_at", by // timedelta(milliseconds=1)]}
    await incidents.update_many({}, [{"$set": {"created_at": earlier}}])
    desk.app.stores.standings.forget(ANA.id)


async def test_staff_suspend_and_lift(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    now, standings = desk.app.clock.now(), desk.app.stores.standings
    await standings.suspend("ana", now + timedelta(minutes=30), now)
    assert 29 < minutes_from_now(await paused(ana, conversation)) <= 30
    await standings.suspend("ana", None, now)
    await say(ana, conversation)
    await offend(ana, conversation, 3)
    await standings.suspend("ana", None, desk.app.clock.now())
    await say(ana, conversation, "lifted, though the strikes stand")
    await offend(ana, conversation, 1)
    assert await paused(ana, conversation)


async def test_a_decision_may_warn_and_suspend(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    (id,) = await offend(ana, conversation, 1)
    until = desk.app.clock.now() + timedelta(hours=2)
    unsettled = await desk.decide_only(id, "upheld", warned=True, suspended_until=until)
    for _ in range(2):
        await desk.app.actions.settle(unsettled)
    standing = await desk.app.stores.standings.fresh("ana", desk.app.clock.now())
    assert (standing.warnings, len(standing.strikes)) == (1, 1)
    assert 119 < minutes_from_now(await paused(ana, conversation)) <= 120


async def test_dry_runs_bring_no_strike(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    at: Json = {"conversation_id": conversation, "text": BLOCKED}
    for _ in range(5):
        assert (await ana.ok("message:check", at))["action"] == "block"
    await say(ana, conversation)


@pytest.mark.settings(check_rate=0.001, check_burst=2)
async def test_dry_runs_have_a_limit_of_their_own(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    at: Json = {"conversation_id": conversation, "text": "Hello"}
    for _ in range(2):
        await ana.ok("message:check", at)
    assert (await ana.refused("message:check", at))["code"] == "rate_limited"
    await say(ana, conversation)


@pytest.mark.settings(check_rate=0.001, check_burst=4)
async def test_dry_runs_of_long_texts_cost_more(desk: Desk) -> None:
    ana, ben = await desk.hub.connect(ANA), await desk.hub.connect(BEN)
    conversation = await about(ana, "lamp")
    long: Json = {"conversation_id": conversation, "text": "x" * 850}
    await ana.ok("message:check", long)
    error = await ana.refused("message:check", long)
    assert error["code"] == "rate_limited"
    assert 1_900 < error["data"]["retry_after_s"] <= 2_000
    await ana.ok("message:check", long | {"text": "Hello"})
    longest: Json = {"conversation_id": await about(ben, "lamp"), "text": "x" * 4_000}
    await ben.ok("message:check", longest)
    assert (await ben.refused("message:check", longest | {"text": "Hello"}))[
        "code"
    ] == "rate_limited"
