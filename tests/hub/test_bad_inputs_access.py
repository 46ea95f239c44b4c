"""Who may not come in, and what nobody may do in another's name."""

import base64
import hashlib
import hmac
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from hub.config import Settings
from tests.support import bare, tokens
from tests.support.people import ANA, BACK_END, BEN, LUC, SAM, WEI, Person
from tests.support.running import RunningHub
from tests.support.wire import Json, Refused, Wire

LAMP = {"context": {"type": "product", "id": "lamp"}}


async def opened(wire: Wire, context: Json = LAMP) -> str:
    """The id of a conversation about the lamp."""
    data = await wire.ok("conversation:open", context)
    return str(data["conversation"]["id"])


def sent(conversation: str, text: str = "Hello", client_id: str = "1", **more: Json) -> Json:
    return {"conversation_id": conversation, "client_id": client_id, "text": text, **more}


# -- origins --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "file://"]
)
async def test_a_foreign_origin_is_refused(common: RunningHub, origin: str) -> None:
    async with bare.opened(common.url) as socket:
        head = await socket.upgrade(Host=common.url.removeprefix("http://"), Origin=origin)
    assert head.status in {400, 403}


@pytest.mark.parametrize(
    "forwarded",
    [
        {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "https"},
        {"Forwarded": "host=evil.example;proto=https"},
    ],
    ids=["X-Forwarded-Host", "Forwarded"],
)
async def test_a_spoofed_forwarded_host_does_not_make_an_origin_ours(
    common: RunningHub, forwarded: dict[str, str]
) -> None:
    async with bare.opened(common.url) as socket:
        head = await socket.upgrade(
            Host=common.url.removeprefix("http://"), Origin="https://evil.example", **forwarded
        )
    assert head.status in {400, 403}


async def test_the_own_origin_is_let_in(common: RunningHub, buyer: Person) -> None:
    ana = await common.connect(buyer, origin=common.url)
    await ana.ok("conversation:list", {})


async def test_a_call_from_a_foreign_page_cannot_be_read_by_it(common: RunningHub) -> None:
    reply = await common.service.get("/healthz", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in {name.lower() for name in reply.headers}


# -- tokens ---------------------------------------------------------------------------------------


def unsigned(**header: str) -> str:
    claims = {"sub": "ana", "role": "buyer", "aud": "hub", "exp": time.time() + 600}
    parts = [{"alg": "none", "typ": "JWT", **header}, claims]
    coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    return b".".join([*coded, b""]).decode()


def with_header(**header: Any) -> str:
    claims = {"sub": "ana", "role": "buyer", "aud": "hub", "exp": time.time() + 600}
    return jwt.encode(claims, "another secret, also of a proper length", headers=header)


BAD_TOKENS: dict[str, Any] = {
    "none at all": None,
    "an empty one": "",
    "a number": 7,
    "an object": {"$ne": None},
    "a list": ["a"],
    "not a token": "a.b.c",
    "alg none": unsigned(),
    "alg NoNe": unsigned(alg="NoNe"),
    "a jku header": with_header(jku="https://evil.example/keys.json"),
    "an x5u header": with_header(x5u="https://evil.example/cert.pem"),
    "a kid that is a path": with_header(kid="../../../dev/null"),
    "a jwk of its own": with_header(jwk={"kty": "oct", "k": "YQ"}),
    "another secret": ANA.token(secret="another secret, also of a proper length"),
    "expired": ANA.token(expires_in_s=-60),
    "no expiry": ANA.token(exp=None),
    "an expiry of another type": ANA.token(exp="tomorrow"),
    "an endless expiry": ANA.token(exp=10**30),
    "another audience": ANA.token(aud="shop"),
    "no audience": ANA.token(aud=None),
    "another algorithm": ANA.token(algorithm="HS512"),
    "an unknown role": tokens.token("ana", "admin"),
    "a seller without a shop": tokens.token("wei", "seller"),
    "a buyer with a shop": tokens.token("ana", "buyer", shop="lamps"),
    "an id that is an object": tokens.token("ana", "buyer", sub={"$ne": None}),
    "an id with a NUL": tokens.token("an\0a", "buyer"),
    "an empty id": tokens.token("", "buyer"),
    "7 KB of nothing": "a" * 7_000,
}


@pytest.mark.parametrize("token", BAD_TOKENS.values(), ids=BAD_TOKENS)
async def test_a_bad_token_is_refused_by_the_socket(common: RunningHub, token: Any) -> None:
    with pytest.raises(Refused) as refused:
        await common.connect_with({"token": token})
    assert refused.value.code == "unauthenticated"


@pytest.mark.parametrize("auth", [None, {}, {"jwt": "a.b.c"}, {"token": {"token": "a.b.c"}}])
async def test_auth_of_another_shape_is_refused(common: RunningHub, auth: Any) -> None:
    with pytest.raises(Refused) as refused:
        await common.connect_with(auth)
    assert refused.value.code == "unauthenticated"


@pytest.mark.settings(connect_timeout_seconds=0.5)
@pytest.mark.parametrize("auth", ["[]", '"token"', "7", "null", "true", '[{"token":"a"}]'])
async def test_auth_that_is_no_object_is_dropped(hub: RunningHub, auth: str) -> None:
    nobody = await hub.open_socket()
    await nobody.raw(f"40{auth}")
    await nobody.closed(within=5)
    assert not [frame for frame in nobody.frames if frame.startswith("40")]


@pytest.mark.parametrize(
    "token",
    [token for token in BAD_TOKENS.values() if isinstance(token, str) and "\0" not in token],
    ids=[name for name, token in BAD_TOKENS.items() if isinstance(token, str)],
)
async def test_a_bad_token_is_refused_by_http(common: RunningHub, token: str) -> None:
    user = {"name": "Ana", "role": "buyer", "lang": "es"}
    reply = await common.http(None).put(
        "/api/v1/users/ana", user, headers={"Authorization": f"Bearer {token}"}
    )
    assert (reply.status, reply.code) == (401, "unauthenticated")


@pytest.fixture(scope="module")
def rsa_keys() -> tuple[str, str]:
    """A private and a public key, as PEM."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


class TestWithAPublicKey:
    """The hub trusts RS256 tokens of one key."""

    @pytest.fixture
    def settings(self, settings: Settings, rsa_keys: tuple[str, str], tmp_path: Path) -> Settings:
        public = tmp_path / "public.pem"
        public.write_text(rsa_keys[1])
        changes = {"jwt_algorithms": ("RS256",), "jwt_public_key_file": public, "jwt_secret": ""}
        return settings.model_copy(update=changes)

    async def test_its_tokens_are_good(
        self, empty_hub: RunningHub, rsa_keys: tuple[str, str]
    ) -> None:
        token = tokens.token("ana", "buyer", secret=rsa_keys[0], algorithm="RS256")
        wire = await empty_hub.connect(token)
        assert wire.session["user"]["id"] == "ana"

    async def test_the_public_key_is_no_secret_to_sign_with(
        self, empty_hub: RunningHub, rsa_keys: tuple[str, str]
    ) -> None:
        forged = signed_with_hs256(rsa_keys[1])
        with pytest.raises(Refused) as refused:
            await empty_hub.connect(forged)
        assert refused.value.code == "unauthenticated"


def signed_with_hs256(secret: str) -> str:
    """By hand: the library refuses to sign with a public key."""
    claims = {"sub": "ana", "role": "buyer", "aud": "hub", "exp": time.time() + 600}
    parts = [{"alg": "HS256", "typ": "JWT"}, claims]
    coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    signature = hmac.new(secret.encode(), b".".join(coded), hashlib.sha256).digest()
    return b".".join([*coded, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


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
    theirs = await opened(ana)
    await ana.ok("message:send", sent(theirs))
    error = await stranger.refused(event, every_call(theirs)[event])
    unknown = await stranger.refused(event, every_call("no-such-conversation")[event])
    assert error["code"] == "not_found"
    assert error == unknown
    assert (await stranger.ok("conversation:list", {}))["conversations"] == []
    assert [p for name, p in stranger.pushed if name != "session:ready"] == []


async def test_a_strangers_search_finds_nothing(common: RunningHub, buyer: Person) -> None:
    ana, ben = await common.connect(buyer), await common.connect(STRANGER)
    await ana.ok("message:send", sent(await opened(ana), "a secret lamp"))
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
    conversation = await opened(ana)
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
    conversation = await opened(ana)
    first = await ana.ok("message:send", sent(conversation, "one"))
    again = await ana.ok("message:send", sent(conversation, "one"))
    other = await ana.refused("message:send", sent(conversation, "two"))
    assert again == first
    assert other["code"] == "conflict"


async def test_a_client_id_is_its_senders_own(common: RunningHub, buyer: Person) -> None:
    ana, wei = await common.connect(buyer), await common.connect(WEI)
    conversation = await opened(ana)
    await ana.ok("message:send", sent(conversation, "one"))
    answer = await wei.ok("message:send", sent(conversation, "two"))
    assert answer["message"]["seq"] == 2
