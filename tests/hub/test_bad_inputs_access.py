"""What is not one's own, and what nobody may do in another's name."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.people import ANA, BACK_END, BEN, LUC, SAM, WEI, Person
from tests.support.running import RunningHub
from tests.support.wire import Json, Refused


def sent(conversation: str, text: str = "Hello", client_id: str = "1", **more: Json) -> Json:
    return {"conversation_id": conversation, "client_id": client_id, "text": text, **more}


async def test_the_back_end_has_no_socket(common: RunningHub) -> None:
    with pytest.raises(Refused) as refused:
        await common.connect(BACK_END)
    assert refused.value.code == "unauthenticated"


@pytest.mark.parametrize("who", [ANA, WEI, SAM], ids=lambda person: person.role)
async def test_only_the_back_end_mirrors_records(common: RunningHub, who: Person) -> None:
    calls = [
        ("PUT", "/api/v1/users/ana", {"name": "Ana", "role": "staff", "lang": "es"}),
        ("PUT", "/api/v1/shops/lamps", {"name": "Mine", "lang": "en"}),
        ("POST", "/api/v1/orders/o-ana/status", {"status": "delivered"}),
        ("POST", "/api/v1/import", {}),
    ]
    for method, path, body in calls:
        reply = await common.http(who).call(method, path, json=body)
        assert reply.status in {401, 403, 404}, path
    shop = await common.service.record("shop", "lamps", {"name": "灯之家", "lang": "zh"})
    assert shop["name"] == "灯之家"


async def test_a_socket_ends_when_its_token_does(common: RunningHub, buyer: Person) -> None:
    ana = await common.connect(buyer.token(expires_in_s=2))
    assert (await ana.expect("session:ended"))["code"] == "unauthenticated"
    await ana.closed()


async def test_a_suspended_users_live_sockets_end(hub: RunningHub) -> None:
    ana, wei = await hub.connect(ANA), await hub.connect(WEI)
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    suspended = {"name": "Ana", "role": "buyer", "lang": "es", "suspended_until": until}
    await hub.service.record("user", "ana", suspended)
    assert (await ana.expect("session:ended"))["code"] == "suspended"
    await ana.closed()
    with pytest.raises(Refused) as refused:
        await hub.connect(ANA)
    assert refused.value.code == "suspended"
    assert refused.value.error["data"]["data"]["until"]
    await wei.ok("conversation:list", {})


STRANGER = Person("a-stranger", "buyer", "Stranger")

# -- conversations of others ----------------------------------------------------------------------


def every_call(conversation: str) -> dict[str, Json]:
    """One well-formed call of every event about a conversation."""
    at = {"conversation_id": conversation}
    return {
        "conversation:history": at,
        "conversation:search": at | {"query": "hello"},
        "conversation:catch_up": at | {"after_seq": 0, "after_change": 0},
        "conversation:hide": at,
        "message:send": sent(conversation),
        "message:check": at | {"text": "Hello"},
        "message:delivered": at | {"seq": 1},
        "message:read": at | {"seq": 1},
        "message:hide": at | {"seqs": [1]},
        "message:report": at | {"seq": 1, "reason": "spam"},
        "message:translate": at | {"seq": 1, "lang": "en"},
        "typing": at | {"typing": True},
    }


@pytest.mark.parametrize("who", [STRANGER, LUC], ids=["another buyer", "another shop"])
@pytest.mark.parametrize("event", every_call(""))
async def test_anothers_conversation_is_not_found(
    common: RunningHub, buyer: Person, who: Person, event: str
) -> None:
    ana, stranger = await common.connect(buyer), await common.connect(who)
    theirs = await ana.open()
    await ana.ok("message:send", sent(theirs))
    error = await stranger.refused(event, every_call(theirs)[event])
    unknown = await stranger.refused(event, every_call("no-such-conversation")[event])
    assert error["code"] == "not_found"
    assert error == unknown
    assert (await stranger.ok("conversation:list", {}))["conversations"] == []
    assert [p for name, p in stranger.pushed if name != "session:ready"] == []


async def test_a_strangers_search_finds_nothing(common: RunningHub, buyer: Person) -> None:
    ana, ben = await common.connect(buyer), await common.connect(STRANGER)
    await ana.ok("message:send", sent(await ana.open(), "a secret lamp"))
    assert (await ben.ok("conversation:search", {"query": "secret"}))["hits"] == []


NOT_ONES_OWN = {
    "another buyer's order": (BEN, {"type": "order", "id": "o-ana"}),
    "another shop's order": (LUC, {"type": "order", "id": "o-ana"}),
    "one's own shop's product": (WEI, {"type": "product", "id": "lamp"}),
    "a product that is not there": (ANA, {"type": "product", "id": "moon"}),
    "an order that is not there": (ANA, {"type": "order", "id": "o-none"}),
}


@pytest.mark.parametrize(("who", "context"), NOT_ONES_OWN.values(), ids=NOT_ONES_OWN)
async def test_what_is_not_ones_own_cannot_be_talked_about(
    common: RunningHub, who: Person, context: Json
) -> None:
    wire = await common.connect(who)
    assert (await wire.refused("conversation:open", {"context": context}))["code"] == "not_found"


# -- acting as somebody else ----------------------------------------------------------------------


FORGERIES = {
    "a role": {"role": "staff"},
    "a sender": {"sender": {"id": "wei", "side": "seller", "name": "Wei"}},
    "a side": {"side": "seller"},
    "a kind": {"kind": "system"},
    "a system message": {"system": {"type": "order_status", "status": "delivered"}},
    "a seq": {"seq": 1},
    "a time": {"sent_at": "2020-01-01T00:00:00.000Z"},
    "a prototype": {"__proto__": {"role": "staff"}},
    "a constructor": {"constructor": {"prototype": {}}},
}


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES)
async def test_a_forged_field_is_refused(common: RunningHub, buyer: Person, forged: Json) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    error = await ana.refused("message:send", sent(conversation, **forged))
    assert error["code"] == "invalid"
    assert [one["field"] for one in error["data"]["fields"]] == list(forged)
    history = await ana.ok("conversation:history", {"conversation_id": conversation})
    assert history["messages"] == []


@pytest.mark.parametrize(
    "event", ["message:erase", "staff:join", "staff:incidents", "conversation:join"]
)
@pytest.mark.parametrize("who", [ANA, WEI], ids=lambda person: person.role)
async def test_a_staff_event_of_somebody_else_is_refused(
    common: RunningHub, who: Person, event: str
) -> None:
    wire = await common.connect(who)
    assert (await wire.refused(event, {}))["code"] == "unknown_event"


async def test_a_client_id_used_for_another_text_is_a_conflict(
    common: RunningHub, buyer: Person
) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    first = await ana.ok("message:send", sent(conversation, "one"))
    again = await ana.ok("message:send", sent(conversation, "one"))
    other = await ana.refused("message:send", sent(conversation, "two"))
    assert again == first
    assert other["code"] == "conflict"


async def test_a_client_id_is_its_senders_own(common: RunningHub, buyer: Person) -> None:
    ana, wei = await common.connect(buyer), await common.connect(WEI)
    conversation = await ana.open()
    await ana.ok("message:send", sent(conversation, "one"))
    answer = await wei.ok("message:send", sent(conversation, "two"))
    assert answer["message"]["seq"] == 2
