"""Who one is on a socket: as the token and the marketplace's records say, and until when."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from hub.config import Settings
from tests.support import programs
from tests.support.cast import Cast
from tests.support.people import SAM, Person
from tests.support.running import RunningHub
from tests.support.speaking import about, say
from tests.support.tokens import SECRET, token
from tests.support.wire import Refused


async def refusal(hub: RunningHub, who: Person | str) -> Refused:
    with pytest.raises(Refused) as refused:
        await hub.connect(who)
    return refused.value


async def test_a_session_begins_with_what_a_client_needs(shared: RunningHub, cast: Cast) -> None:
    wei = await shared.connect(cast.wei)
    server_time = datetime.fromisoformat(wei.session["server_time"])
    assert abs(server_time - datetime.now(UTC)) < timedelta(seconds=10)
    assert wei.session == {
        "user": {
            "id": cast.wei.id,
            "name": "Wei",
            "role": "seller",
            "lang": "zh",
            "shop": cast.lamps,
        },
        "side": "seller",
        "unread_total": 0,
        "limits": {
            "text_graphemes": 4_000,
            "frame_bytes": 65_536,
            "sends_per_second": 5.0,
            "send_burst": wei.session["limits"]["send_burst"],
            "connections_per_user": 20,
            "page": 50,
            "page_max": 200,
            "attachments": 9,
            "image_bytes": 12_000_000,
        },
        "server_time": wei.session["server_time"],
        "suspended_until": None,
        "reads": "zh",
        "languages": [],
    }


async def test_buyers_and_staff_are_told_their_side(shared: RunningHub, cast: Cast) -> None:
    ana, sam = await shared.connect(cast.ana), await shared.connect(SAM)
    assert (ana.session["side"], ana.session["user"]["shop"]) == ("buyer", None)
    assert (sam.session["side"], sam.session["user"]["role"]) == ("staff", "staff")


async def test_a_name_and_language_come_from_the_token(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana.token(name="Doña Ana", lang="es-MX"))
    message = await say(ana, await about(ana, cast.lamp))
    assert (message["sender"]["name"], message["lang"]) == ("Doña Ana", "es-MX")


async def test_a_token_without_a_language_takes_the_profiles(
    shared: RunningHub, cast: Cast
) -> None:
    ana = await shared.connect(token(cast.ana.id, "buyer"))
    profile = cast.record("user", "ana")["lang"]
    assert profile != "en"
    assert (ana.session["user"]["lang"], ana.session["reads"]) == (profile, profile)
    new = await shared.connect(token(cast.id("newer"), "buyer"))
    assert (new.session["user"]["lang"], new.session["reads"]) == ("en", "en")


async def test_somebody_who_is_not_mirrored_may_come(shared: RunningHub, cast: Cast) -> None:
    new = await shared.connect(token(cast.id("new"), "buyer", name="New"))
    assert (await say(new, await about(new, cast.lamp)))["seq"] == 1


async def test_a_suspended_user_is_told_until_when(shared: RunningHub, cast: Cast) -> None:
    record = cast.record("user", "ana") | {"suspended_until": "2040-01-01T00:00:00.000Z"}
    await shared.service.record("user", cast.ana.id, record)
    refused = await refusal(shared, cast.ana)
    assert refused.code == "suspended"
    assert refused.error["data"]["data"] == {"until": "2040-01-01T00:00:00.000Z"}
    await shared.service.record("user", cast.ana.id, cast.record("user", "ana"))
    await shared.connect(cast.ana)


async def test_a_suspension_that_is_over_is_none(shared: RunningHub, cast: Cast) -> None:
    over = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    record = cast.record("user", "ana") | {"suspended_until": over}
    await shared.service.record("user", cast.ana.id, record)
    await shared.connect(cast.ana)


async def test_every_device_of_a_suspended_user_is_ended_and_no_other(
    shared: RunningHub, cast: Cast
) -> None:
    devices = [await shared.connect(cast.wei) for _ in range(3)]
    xia = await shared.connect(cast.xia)
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    record = cast.record("user", "wei") | {"suspended_until": until}
    await shared.service.record("user", cast.wei.id, record)
    for device in devices:
        assert await device.expect("session:ended") == {"code": "suspended"}
        await device.closed()
    await xia.ok("conversation:list", {})


async def test_a_seller_whose_record_names_another_shop_is_refused(
    shared: RunningHub, cast: Cast
) -> None:
    record = cast.record("user", "wei") | {"shop": cast.bags}
    await shared.service.record("user", cast.wei.id, record)
    assert (await refusal(shared, cast.wei)).code == "unauthenticated"
    moved = await shared.connect(cast.wei.token(shop=cast.bags))
    assert moved.session["user"]["shop"] == cast.bags


async def test_who_leaves_a_shop_leaves_its_conversations_at_once(
    shared: RunningHub, cast: Cast
) -> None:
    wei, xia = await shared.connect(cast.wei), await shared.connect(cast.xia)
    former = {"name": "Wei", "role": "buyer", "lang": "zh"}
    await shared.service.record("user", cast.wei.id, former)
    assert await wei.expect("session:ended") == {"code": "unauthenticated"}
    await wei.closed()
    assert (await refusal(shared, cast.wei)).code == "unauthenticated"
    await xia.ok("conversation:list", {})
    as_buyer = await shared.connect(token(cast.wei.id, "buyer"))
    assert (await as_buyer.ok("conversation:list", {}))["conversations"] == []


async def test_who_is_staff_no_longer_is_refused(shared: RunningHub, cast: Cast) -> None:
    staff = token(cast.id("pat"), "staff")
    record = {"name": "Pat", "role": "staff", "lang": "en"}
    await shared.service.record("user", cast.id("pat"), record)
    pat = await shared.connect(staff)
    await shared.service.record("user", cast.id("pat"), record | {"role": "buyer"})
    assert await pat.expect("session:ended") == {"code": "unauthenticated"}
    assert (await refusal(shared, staff)).code == "unauthenticated"


async def test_a_seller_may_come_as_a_buyer(shared: RunningHub, cast: Cast) -> None:
    wei = await shared.connect(token(cast.wei.id, "buyer", name="Wei"))
    assert wei.session["side"] == "buyer"
    assert (await say(wei, await about(wei, cast.bag)))["sender"]["side"] == "buyer"


async def test_a_session_ends_with_its_token_and_begins_with_the_next(
    shared: RunningHub, cast: Cast
) -> None:
    short = await shared.connect(cast.ana.token(expires_in_s=1.5))
    long = await shared.connect(cast.ana)
    assert await short.expect("session:ended") == {"code": "unauthenticated"}
    await short.closed()
    await long.ok("conversation:list", {})


async def test_the_command_line_issues_tokens(shared: RunningHub, cast: Cast) -> None:
    shop = ("--sub", cast.wei.id, "--role", "seller", "--shop", cast.lamps, "--lang", "zh")
    env = {"HUB_JWT_SECRET": SECRET}
    async with programs.python("-m", "hub", "token", *shop, ready=".", env=env) as program:
        wei = await shared.connect(program.ready)
    assert wei.session["user"]["id"] == cast.wei.id
    assert wei.session["user"]["lang"] == "zh"


class TestWithAKeySet:
    """The whole hub trusts EdDSA tokens of one key in a set."""

    key = ed25519.Ed25519PrivateKey.generate()

    @pytest.fixture
    def settings(self, settings: Settings, tmp_path: Path) -> Settings:
        described = jwt.get_algorithm_by_name("EdDSA").to_jwk(self.key.public_key(), as_dict=True)
        file = tmp_path / "keys.json"
        file.write_text(json.dumps({"keys": [{**described, "kid": "k1", "alg": "EdDSA"}]}))
        changes = {"jwt_algorithms": ("EdDSA",), "jwt_jwks_file": file, "jwt_secret": ""}
        return settings.model_copy(update=changes)

    def token(self, sub: str, role: str) -> str:
        claims = {"sub": sub, "role": role, "aud": "hub", "exp": time.time() + 60}
        return jwt.encode(claims, self.key, algorithm="EdDSA", headers={"kid": "k1"})

    async def test_sockets_and_http_take_its_tokens_and_no_others(
        self, empty_hub: RunningHub
    ) -> None:
        ana = await empty_hub.connect(self.token("ana", "buyer"))
        assert ana.session["user"]["id"] == "ana"
        service = {"Authorization": f"Bearer {self.token('back-end', 'service')}"}
        shop = {"name": "Lamps", "lang": "en"}
        done = await empty_hub.http(None).put("/api/v1/shops/lamps", shop, headers=service)
        assert done.status == 201
        assert (await refusal(empty_hub, token("ana", "buyer"))).code == "unauthenticated"
