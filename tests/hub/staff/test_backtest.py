"""What a rule would have caught is found out without changing anything, nor slowing anybody."""

import asyncio
import time

import pytest
from bson import ObjectId

from hub.actions.staff import backtest
from hub.app import Hub, running
from hub.config import Settings
from hub.domain.messages import Draft, Kind, Message, Sender
from hub.storage.documents import message_document
from tests.support.office import Office
from tests.support.people import ANA, SAM
from tests.support.running import RunningHub, reached
from tests.support.speaking import about, say, say_all
from tests.support.timing import seconds
from tests.support.wire import Json

TERM = {
    "term": "zqfrobnak",
    "lang": "en",
    "category": "messenger",
    "strength": "strong",
    "boundary": "word",
}
TEXTS = ["The zqfrobnak one", "Is it in stock?", "No, the other ZQFROBNAK", "Thank you"]


@pytest.fixture
def sam(hub: RunningHub) -> Office:
    return Office(hub)


async def run(sam: Office, **what: Json) -> Json:
    return await sam.post("/rules/backtest", what)


async def test_a_term_that_might_be_added(hub: RunningHub, sam: Office) -> None:
    ana = await hub.connect(ANA)
    conversation = await about(ana, "lamp")
    sent = await say_all(ana, conversation, *TEXTS)
    outcome = await run(sam, term=TERM, days=7)
    assert (outcome["days"], outcome["messages"], outcome["caught"]) == (7, 4, 2)
    assert (outcome["share"], outcome["complete"]) == (0.5, True)
    assert [one["seq"] for one in outcome["sample"]] == [sent[2]["seq"], sent[0]["seq"]]
    assert {one["conversation_id"] for one in outcome["sample"]} == {conversation}
    spans = [one["text"][one["start"] : one["end"]] for one in outcome["sample"]]
    assert spans == ["ZQFROBNAK", "zqfrobnak"]
    assert outcome["took_ms"] >= 0


async def test_nothing_changes_but_the_log(hub: RunningHub, sam: Office) -> None:
    ana = await hub.connect(ANA)
    await say_all(ana, await about(ana, "lamp"), *TEXTS)
    await run(sam, term=TERM)
    assert await sam.queue(state="all") == []
    rules = await sam.get("/rules")
    assert (rules["version"], rules["custom"]) == (0, [])
    [entry] = await sam.audit()
    assert (entry["action"], entry["subject"]) == ("rule.backtested", "custom.tried")
    assert entry["detail"] == {"days": 30}


@pytest.mark.parametrize("mode", ["off", "log_only", "live"])
async def test_a_rule_that_there_is_whatever_its_mode(
    hub: RunningHub, sam: Office, mode: str
) -> None:
    rule = (await sam.post("/rules", {**TERM, "mode": "off", "reason": "A trial"}, 201))["rule"]
    ana = await hub.connect(ANA)
    await say_all(ana, await about(ana, "lamp"), *TEXTS)
    await sam.patch(f"/rules/{rule['id']}", {"mode": mode, "reason": "A trial"})
    outcome = await run(sam, rule=rule["id"])
    assert (outcome["messages"], outcome["caught"]) == (4, 2)


@pytest.mark.settings(own_hosts=("shop.example",))
async def test_what_holds_everywhere_in_this_marketplace_holds_here(
    hub: RunningHub, sam: Office
) -> None:
    ana = await hub.connect(ANA)
    await say_all(ana, await about(ana, "lamp"), "Is it https://shop.example/oak-lamp ?")
    assert (await run(sam, rule="link.url"))["caught"] == 0


async def test_system_messages_are_nobodys(hub: RunningHub, sam: Office) -> None:
    await hub.service.order_status("o-ana", "shipped")
    assert (await run(sam, term=TERM))["messages"] == 0


async def test_no_more_is_read_than_is_bearable(
    hub: RunningHub, sam: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backtest, "MOST", 4)
    monkeypatch.setattr(backtest, "SLICE", 2)
    ana = await hub.connect(ANA)
    await say_all(ana, await about(ana, "lamp"), *TEXTS, *TEXTS)
    outcome = await run(sam, term=TERM)
    assert (outcome["messages"], outcome["caught"], outcome["complete"]) == (4, 2, False)


async def test_people_send_as_ever_while_one_runs(settings: Settings) -> None:
    """Another one is refused meanwhile."""
    async with running(settings) as app, reached(app.url, settings) as hub:
        await hub.fill()
        await _many(app, 2_000)
        sam, ana = Office(hub), await hub.connect(ANA)
        conversation = await about(ana, "lamp")
        running_ = asyncio.create_task(run(sam, term=TERM))
        took = list[float]()
        error: Json = None
        while not running_.done():
            if error is None and len(took) > 3:
                error = await sam.refused("POST", "/rules/backtest", {"term": TERM})
            began = time.monotonic()
            await say(ana, conversation, f"Still here {len(took) % 5}")
            took.append(time.monotonic() - began)
            await asyncio.sleep(0.25)
        outcome = await running_
    assert outcome["messages"] >= 2_000
    assert error["code"] == "rate_limited"
    assert sorted(took)[len(took) // 2] < seconds(0.5), took


async def _many(app: Hub, count: int) -> None:
    """Old messages of a conversation that nobody looks at."""
    sender, now = Sender(SAM.id, "buyer", "Sam"), app.clock.now()
    drafts = [
        Draft("old", f"{n}", Kind.TEXT, sender, "Is the lamp still in stock? " * 5, "en")
        for n in range(count)
    ]
    messages = [Message(ObjectId(), n + 1, (n, 0), now, one) for n, one in enumerate(drafts)]
    await app.stores.database["messages"].insert_many([message_document(one) for one in messages])
