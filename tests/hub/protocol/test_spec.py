"""The generated documents say what the hub does: every event, every route, every field."""

from dataclasses import replace
from typing import Any, get_args

import orjson
import pytest

from hub.app import Hub, running
from hub.config import Settings
from hub.domain.attachments import Attached
from hub.domain.conversations import Side
from hub.domain.events import (
    ConversationChanged,
    Fact,
    IncidentDecided,
    MessageCommitted,
    MessageErased,
    MessagesHidden,
    MessageTranslated,
    PreferencesChanged,
    Presence,
    ReceiptMoved,
    Typing,
)
from hub.domain.identity import Identity, Role
from hub.domain.messages import Kind
from hub.domain.translations import MessageTranslation, Translated
from hub.domain.views import ConversationView, Party
from hub.errors import HubError
from hub.protocol import frames, spec
from hub.protocol.events.registry import COMMANDS, PUSHES
from hub.protocol.links import Links
from hub.protocol.pushes import push
from hub.protocol.receiver import receiver
from hub.protocol.schemas import ERROR_CODES
from hub.transport.http.pages import ADDRESSES
from tests.support.schemas import problems, references, resolved
from tests.support.talks import NOW, Thread, fresh

DOCUMENTS = {"asyncapi": spec.asyncapi(), "openapi": spec.openapi()}

MESSAGE = Thread().say("buyer")
PICTURE = Attached("a1", "0" * 64, width=4, height=3, thumbhash="aGFzaA==", alt="a lamp")
PICTURED = replace(
    MESSAGE, draft=replace(MESSAGE.draft, kind=Kind.IMAGE, text="", attachments=(PICTURE,))
)
TO = receiver(
    Identity("ana", Role.BUYER, "Ana", "es", NOW), "es", Links(b"key", lambda: NOW, 3_600)
)
VIEW = ConversationView(
    fresh(), Side.BUYER, Party("ana", "Ana", "es"), Party("lamps", "灯", "zh"), None, MESSAGE
)
TRANSLATION = MessageTranslation(
    "en", "Hello", engine="phrasebook", rough=False, source="es", route="es>en", at=NOW
)
FACTS: list[Fact] = [
    MessageCommitted(MESSAGE, 1),
    MessageCommitted(PICTURED, 1),
    ReceiptMoved("c1", Side.BUYER, 3, 2, 1),
    ReceiptMoved("c1", Side.BUYER, 3, 2, None),
    ConversationChanged(VIEW),
    ConversationChanged(replace(VIEW, last_message=PICTURED)),
    MessagesHidden("c1", (1, 2), 4, 0),
    MessageErased("c1", 3, 5),
    IncidentDecided("i1", "c1", "1", "held", "overturned"),
    MessageTranslated("c1", 3, "en", Translated("es", TRANSLATION)),
    MessageTranslated("c1", 3, "en", Translated(None, None, "no_language")),
    PreferencesChanged("es"),
    Typing("c1", Side.SELLER, typing=True),
    Presence("c1", Side.SELLER, online=False, last_seen=NOW),
    Presence("c1", Side.SELLER, online=True, last_seen=None),
]


@pytest.fixture
async def app(settings: Settings) -> Any:
    async with running(settings) as app:
        yield app


async def test_every_command_is_handled_and_nothing_else(app: Hub) -> None:
    assert app.sockets._dispatcher._handlers.keys() == COMMANDS.keys()


def test_every_fact_is_among_those_tried_here() -> None:
    assert {type(fact) for fact in FACTS} == set(get_args(Fact))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_every_fact_is_pushed_as_described(fact: Fact) -> None:
    event, payload = orjson.loads(frames.event(*push(fact, 7, TO)).removeprefix(b"42"))
    assert event in PUSHES
    assert problems_of_push(event, payload) == []


def message_schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENTS["asyncapi"]["channels"]["socket"]["messages"][name]
    return found


def problems_of_push(event: str, payload: Any) -> list[str]:
    described = message_schema(f"push_{event.replace(':', '_')}")
    assert described["name"] == event
    return problems(DOCUMENTS["asyncapi"], described["payload"], payload)


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found = set(references(document))
    assert found
    for reference in found:
        assert resolved(document, reference), reference


def test_every_event_is_described_with_its_ack() -> None:
    messages = DOCUMENTS["asyncapi"]["channels"]["socket"]["messages"]
    names = {message["name"] for message in messages.values()}
    acks = {f"{event} (ack)" for event in COMMANDS}
    assert names == COMMANDS.keys() | PUSHES.keys() | acks
    operations = DOCUMENTS["asyncapi"]["operations"]
    assert len(operations) == len(COMMANDS) + len(PUSHES)
    replies = [one for one in operations.values() if one["action"] == "receive"]
    assert all(one["reply"]["messages"] for one in replies)


async def test_every_route_is_described_and_nothing_else(app: Hub) -> None:
    routed = {
        (route.method.lower(), route.resource.canonical)
        for route in app.web_application().router.routes()
        if route.resource is not None and route.method not in ("HEAD", "OPTIONS")
    }
    of_the_client = {*ADDRESSES, "/static", "/socket.io/"}
    described = {
        (method, path)
        for path, operations in DOCUMENTS["openapi"]["paths"].items()
        for method in operations
    }
    assert {one for one in routed if one[1] not in of_the_client} == described


def test_every_error_code_is_described() -> None:
    assert {error.code for error in HubError.__subclasses__()} | {"internal"} == set(ERROR_CODES)
