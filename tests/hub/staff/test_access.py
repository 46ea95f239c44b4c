"""Only staff come in, whatever they ask for; what they send is looked at closely."""

import re

import pytest

from hub.protocol.staff.calls import CALLS, Call
from tests.support.office import Office
from tests.support.people import ANA, BACK_END, WEI, Person
from tests.support.running import RunningHub
from tests.support.wire import Json

every_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


def path_of(call: Call) -> str:
    return re.sub(r"\{id\}", "x1", call.address)


@every_call
async def test_nobody_without_a_token(common: RunningHub, call: Call) -> None:
    reply = await common.http(None).call(call.method, path_of(call))
    assert (reply.status, reply.code) == (401, "unauthenticated")


@every_call
@pytest.mark.parametrize("who", [ANA, WEI, BACK_END], ids=lambda who: who.role)
async def test_nobody_of_another_role(common: RunningHub, call: Call, who: Person) -> None:
    reply = await common.http(who).call(call.method, path_of(call), json={})
    assert (reply.status, reply.code) == (404, "not_found")


@every_call
async def test_unknown_fields_are_refused(common: RunningHub, call: Call) -> None:
    if call.body is not None:
        error = await Office(common).refused(call.method, path_of(call)[13:], {"role": "staff"})
    elif call.query is not None:
        error = await Office(common).refused("GET", f"{path_of(call)[13:]}?role=staff")
    else:
        return
    assert error["code"] == "invalid"
    assert "role" in [one["field"] for one in error["data"]["fields"]]


@pytest.mark.parametrize(
    "query",
    [
        "state=closed",
        "limit=0",
        "limit=many",
        "limit=1e400",
        "appealed=no",
        "cursor=x",
        "cursor=MTAgOTk5OTk5OS5h",
        "kind[$ne]=held",
        f"shop={'s' * 200}",
        "shop=a%00b",
    ],
)
async def test_a_query_that_cannot_be(common: RunningHub, query: str) -> None:
    assert (await Office(common).refused("GET", f"/incidents?{query}"))["code"] == "invalid"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/messages/erase", {"conversation_id": {"$ne": None}, "seq": 1, "reason": "x"}),
        ("POST", "/messages/erase", {"conversation_id": "c", "seq": 0, "reason": "x"}),
        ("POST", "/messages/erase", {"conversation_id": "c", "seq": 2**53 + 1, "reason": "x"}),
        ("POST", "/messages/erase", {"conversation_id": "c", "seq": 1, "reason": "\0"}),
        ("PUT", "/users/ana/suspension", {"until": 5e300, "reason": "x"}),
        ("PUT", "/users/ana/suspension", {"reason": "x"}),
        ("POST", "/rules/try", {}),
        ("POST", "/rules/try", {"text": "a", "messages": ["b"]}),
        ("POST", "/rules/try", {"text": "a" * 4_001}),
        ("POST", "/rules/try", {"text": "a", "regions": ["Spain"]}),
        ("POST", "/rules/backtest", {}),
        ("POST", "/rules/backtest", {"rule": "phone.national", "days": 31}),
        ("PUT", "/policy", {"policy": {"$where": "1"}, "reason": "x"}),
        ("PUT", "/policy", {"policy": [], "reason": "x"}),
        ("GET", "/rules/versions?cursor=-1", None),
        ("GET", "/audit?cursor=x", None),
        ("GET", "/audit?action=$ne", None),
    ],
)
async def test_bodies_that_cannot_be(
    common: RunningHub, method: str, path: str, body: Json
) -> None:
    assert (await Office(common).refused(method, path, body))["code"] == "invalid"


async def test_a_body_that_is_no_json(common: RunningHub) -> None:
    reply = await Office(common).call("POST", "/rules/try", data=b"{text")
    assert (reply.status, reply.code) == (400, "invalid")


async def test_answers_are_kept_by_nobody(common: RunningHub) -> None:
    reply = await Office(common).call("GET", "/incidents")
    assert reply.headers["Cache-Control"] == "no-store"
