"""What really comes over the wire is what the served documents describe, field by field."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from hub.app import running
from hub.config import Settings
from tests.support import forms
from tests.support.cast import Cast
from tests.support.office import Office
from tests.support.people import Person
from tests.support.running import RunningHub, reached
from tests.support.schemas import Schema, problems
from tests.support.tagged import TaggedTranslator
from tests.support.wire import Json, Wire

TRACKING = {"carrier": "SEUR", "number": "1", "url": "https://seur.example/1"}


class Witness:
    """Calls events and holds everything that comes back against the AsyncAPI document."""

    def __init__(self, document: Schema) -> None:
        self.document = document
        self.messages = document["channels"]["socket"]["messages"]
        self.called: set[str] = set()

    async def call(self, wire: Wire, event: str, payload: Json) -> Json:
        """The data of an ack that must be good."""
        ack = await wire.call(event, payload)
        assert ack["ok"], (event, ack)
        name = event.replace(":", "_")
        self._check(name, payload)
        self._check(f"{name}_ack", ack)
        self.called.add(event)
        return ack["data"]

    async def refused(self, wire: Wire, event: str, payload: Json) -> Json:
        """The error of an ack that must be none."""
        ack = await wire.call(event, payload)
        assert not ack["ok"], (event, ack)
        self._check(f"{event.replace(':', '_')}_ack", ack)
        return ack["error"]

    def pushed(self, *wires: Wire) -> set[str]:
        """The names of all that was pushed, every one of them checked."""
        for wire in wires:
            for event, payload in wire.pushed:
                self._check(f"push_{event.replace(':', '_')}", payload)
        return {event for wire in wires for event, _ in wire.pushed}

    def _check(self, name: str, payload: Json) -> None:
        assert problems(self.document, self.messages[name]["payload"], payload) == [], name


async def uploaded(hub: RunningHub, who: Person, conversation: str) -> Json:
    """A picture, as its upload is answered."""
    reply = await forms.post(hub, who, forms.asked(conversation, alt="A lamp"), forms.png())
    assert reply.status == 201, reply
    return reply.json["attachment"]


@pytest.fixture
async def witness(shared: RunningHub) -> Witness:
    return Witness((await shared.http(None).get("/asyncapi.json")).json)


@pytest.fixture
async def everything(settings: Settings) -> AsyncIterator[RunningHub]:
    """A hub that does all that a hub can, translating included."""
    translator = TaggedTranslator()
    async with running(settings, translator=translator) as app, reached(app.url) as hub:
        yield hub


async def test_every_event_and_push_is_as_described(
    everything: RunningHub, witness: Witness
) -> None:
    shared, cast = everything, Cast()
    await shared.service.import_(cast.records())
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    call = witness.call
    context = {"type": "order", "id": cast.anas_order}
    opened = await call(ana, "conversation:open", {"context": context})
    at = {"conversation_id": opened["conversation"]["id"]}
    for text in ("One", "Two", "Three"):
        await call(ana, "message:send", at | {"client_id": text, "text": text})
    answer = {"client_id": "1", "text": "Four", "reply_to": 1, "attachment_ids": []}
    await call(wei, "message:send", at | answer)
    picture = await uploaded(shared, cast.ana, at["conversation_id"])
    shown = {"client_id": "picture", "attachment_ids": [picture["id"]]}
    assert (await call(ana, "message:send", at | shown))["message"]["attachments"] == [picture]
    await call(wei, "attachment:links", at | {"ids": [picture["id"]]})
    await call(wei, "message:check", at | {"text": "Five"})
    await call(wei, "message:delivered", at | {"seq": 3})
    await call(wei, "message:preview", at | {"text": "Six"})
    await call(wei, "message:read", at | {"seq": 2, "shown": [{"seq": 1, "lang": "zh"}]})
    await call(wei, "quick_replies:list", {})
    await call(wei, "preferences:get", {})
    await call(wei, "preferences:set", {"reads": "fr"})
    await call(wei, "conversation:translation", at | {"on": False})
    await shared.service.order_status(cast.anas_order, "shipped", tracking=TRACKING)
    await call(wei, "conversation:history", at | {"before_seq": 9, "limit": 10})
    await call(wei, "message:hide", at | {"seqs": [1, 2]})
    await call(wei, "message:report", at | {"seq": 3, "reason": "spam", "note": "Again"})
    await call(ana, "message:translate", at | {"seq": 4, "lang": "es"})
    stopped = at | {"client_id": "2", "text": "My WhatsApp is 612 34 56 78"}
    incident = (await witness.refused(ana, "message:send", stopped))["data"]["incident_id"]
    await call(ana, "message:appeal", {"incident_id": incident, "comment": "It is a lamp"})
    office = Office(shared)
    await office.decide(incident, "upheld")
    await office.post("/messages/erase", at | {"seq": 4, "reason": "Asked for by a court"})
    await call(ana, "typing", at | {"typing": True})
    await call(ana, "conversation:search", {"query": "four", "limit": 5})
    await call(ana, "conversation:list", {"filter": "all", "limit": 5})
    await call(wei, "conversation:catch_up", at | {"after_seq": 0, "after_change": 0})
    await call(wei, "conversation:hide", at)
    suspended = cast.record("user", "ana") | {"suspended_until": "2040-01-01T00:00:00Z"}
    await shared.service.record("user", cast.ana.id, suspended)
    await ana.closed()
    await wei.barrier()
    described = {
        message["name"] for name, message in witness.messages.items() if name.startswith("push_")
    }
    assert witness.pushed(ana, wei) == described
    commands = {
        one["name"].removesuffix(" (ack)")
        for one in witness.messages.values()
        if one["name"].endswith(" (ack)")
    }
    assert witness.called == commands


async def test_refusals_are_as_described(shared: RunningHub, cast: Cast, witness: Witness) -> None:
    ana = await shared.connect(cast.ana)
    await witness.refused(ana, "message:send", {"colour": "red"})
    await witness.refused(ana, "conversation:history", {"conversation_id": "elsewhere"})
    await witness.refused(ana, "conversation:open", {"context": {"type": "moon", "id": "1"}})


@pytest.mark.parametrize("code", ["invalid", "not_found"])
async def test_the_witness_would_tell(witness: Witness, code: str) -> None:
    """A field too many, one too few, and one of another type are all seen."""
    ack: dict[str, Any] = {"ok": False, "error": {"code": code, "message": "No."}}
    schema = witness.messages["typing_ack"]["payload"]
    assert problems(witness.document, schema, ack) == []
    short: dict[str, Any] = {"ok": False, "error": {"code": code}}
    for wrong in ({**ack, "extra": 1}, short, {**ack, "error": 1}, {"ok": True}):
        assert problems(witness.document, schema, wrong) != []


RECORDS = {"users": "ana", "shops": "lamps", "products": "lamp", "orders": "o-ana"}


async def test_the_service_api_answers_as_described(shared: RunningHub, cast: Cast) -> None:
    document = (await shared.http(None).get("/openapi.json")).json
    for kind, plain in RECORDS.items():
        operation = document["paths"][f"/api/v1/{kind}/{{id}}"]["put"]
        record = cast.record(kind.removesuffix("s"), plain)
        assert problems(document, body_of(operation), record) == []
        reply = await shared.service.put(f"/api/v1/{kind}/{cast.id(plain)}", record)
        assert problems(document, answer_of(operation, reply.status), reply.json) == []
        refused = await shared.service.put(f"/api/v1/{kind}/x", {"colour": "red"})
        assert problems(document, answer_of(operation, "default"), refused.json) == []
    change = {"status": "shipped", "tracking": TRACKING}
    operation = document["paths"]["/api/v1/orders/{id}/status"]["post"]
    assert problems(document, body_of(operation), change) == []
    told = await shared.service.order_status(cast.anas_order, "shipped", tracking=TRACKING)
    assert problems(document, answer_of(operation, 200), told) == []
    operation = document["paths"]["/api/v1/import"]["post"]
    answer = await shared.service.import_([*cast.records(), {"type": "coupon"}])
    assert problems(document, answer_of(operation, 200), answer) == []


def body_of(operation: Schema) -> Schema:
    content: Schema = operation["requestBody"]["content"]
    schema: Schema = next(iter(content.values()))["schema"]
    return schema


def answer_of(operation: Schema, status: int | str) -> Schema:
    schema: Schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
    return schema
