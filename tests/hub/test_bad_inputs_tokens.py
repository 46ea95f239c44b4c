"""Who may not come in: from foreign pages, or without a token of the marketplace."""

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from hub.config import Settings
from tests.support import bare, tokens
from tests.support.people import ANA, Person
from tests.support.running import RunningHub
from tests.support.wire import Refused

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
