"""Looking at a picture: by whose address, how long, whole or in part."""

import io
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from PIL import Image

from hub.domain.identity import Identity, Role
from hub.protocol.links import Links
from hub.storage.keys import KeyStore
from tests.hub.attachments.conftest import Gallery, Talk, show
from tests.support.forms import asked, photograph, post
from tests.support.office import SAM
from tests.support.people import Person
from tests.support.service import Reply
from tests.support.speaking import hide, history
from tests.support.wire import Json


class Uploaded(NamedTuple):
    """One of the buyer's, not sent yet, with its addresses."""

    gallery: Gallery
    talk: Talk
    attachment: Json

    async def get(self, address: str, **headers: str) -> Reply:
        return await self.gallery.hub.http(None).get(address, headers=headers)

    async def status(self, who: Person) -> int:
        """What this person gets by an address that is rightly signed for them."""
        links = await self.links()
        address = links.of(self.attachment["id"], identity(who)).url
        reply = await self.get(address)
        assert reply.status == 200 or reply.code == "not_found"
        return reply.status

    async def links(self, lifetime_s: float = 60, ago: timedelta = timedelta()) -> Links:
        """The hub's own, as they were some time ago."""
        key = await KeyStore(self.gallery.database).get("attachment_links")
        return Links(key, lambda: datetime.now(UTC) - ago, lifetime_s)


def identity(who: Person) -> Identity:
    later = datetime.now(UTC) + timedelta(hours=1)
    return Identity(who.id, Role(who.role), who.name, who.lang, later, who.shop)


@pytest.fixture
async def uploaded(gallery: Gallery, talk: Talk) -> Uploaded:
    reply = await post(gallery.hub, talk.buyer, asked(talk.id), photograph())
    return Uploaded(gallery, talk, reply.json["attachment"])


# -- who ------------------------------------------------------------------------------------------


async def test_only_those_who_see_its_message(uploaded: Uploaded) -> None:
    talk, other = uploaded.talk, await uploaded.gallery.talk()
    strangers = (other.buyer, *other.operators)
    wei, xia = talk.operators
    assert await uploaded.status(talk.buyer) == 200
    assert await uploaded.status(SAM) == 200
    for who in (wei, xia, *strangers):
        assert await uploaded.status(who) == 404, "it is not sent"
    message = await show(talk.ana, talk, [uploaded.attachment["id"]])
    for who in (talk.buyer, wei, xia, SAM):
        assert await uploaded.status(who) == 200
    for who in (*strangers, replace(wei, shop=None, role="buyer")):
        assert await uploaded.status(who) == 404
    await hide(talk.wei, talk.id, message["seq"])
    assert [await uploaded.status(who) for who in (wei, xia, talk.buyer, SAM)] == [
        404,
        404,
        200,
        200,
    ]
    await hide(talk.ana, talk.id)
    assert [await uploaded.status(who) for who in (talk.buyer, SAM)] == [404, 200]


async def test_the_addresses_that_each_is_told_work_for_them(uploaded: Uploaded) -> None:
    await show(uploaded.talk.ana, uploaded.talk, [uploaded.attachment["id"]])
    for wire in uploaded.talk.wires:
        (message,) = await history(wire, uploaded.talk.id)
        (shown,) = message["attachments"]
        assert (await uploaded.get(shown["url"])).status == 200
        assert (await uploaded.get(shown["thumb_url"])).status == 200


async def test_erased_it_is_gone_for_everybody(uploaded: Uploaded) -> None:
    talk = uploaded.talk
    message = await show(talk.ana, talk, [uploaded.attachment["id"]])
    erased = {"conversation_id": talk.id, "seq": message["seq"], "reason": "law"}
    await uploaded.gallery.office.post("/messages/erase", erased)
    for who in (talk.buyer, *talk.operators, SAM):
        assert await uploaded.status(who) == 404
    assert (await uploaded.get(uploaded.attachment["url"])).code == "not_found"


async def test_who_may_not_come_in_any_more_sees_nothing(uploaded: Uploaded) -> None:
    talk, service = uploaded.talk, uploaded.gallery.hub.service
    await show(talk.ana, talk, [uploaded.attachment["id"]])
    left, suspended = talk.operators[0], talk.buyer
    assert await uploaded.status(left) == 200
    elsewhere = f"shop-{secrets.token_hex(4)}"
    await service.record("shop", elsewhere, {"name": "Elsewhere", "lang": "en"})
    seller = {"name": "Op", "role": "seller", "lang": "en", "shop": elsewhere}
    await service.record("user", left.id, seller)
    assert await uploaded.status(left) == 404
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    buyer = {"name": "Ana", "role": "buyer", "lang": "es", "suspended_until": until}
    await service.record("user", suspended.id, buyer)
    assert await uploaded.status(suspended) == 404


# -- by which address -----------------------------------------------------------------------------


def changed(address: str, **parts: str | None) -> str:
    path, query = urlsplit(address).path, dict(parse_qsl(urlsplit(address).query))
    told = {name: value for name, value in (query | parts).items() if value is not None}
    return f"{path}?{urlencode(told)}"


async def test_an_address_is_what_was_signed_or_nothing(uploaded: Uploaded) -> None:
    talk = uploaded.talk
    await show(talk.ana, talk, [uploaded.attachment["id"]])
    address = uploaded.attachment["url"]
    later = int(dict(parse_qsl(urlsplit(address).query))["expires"]) + 3_600
    for forged in (
        changed(address, size="thumb"),
        changed(address, user=talk.operators[0].id),
        changed(address, user=talk.operators[0].id, shop=talk.operators[0].shop),
        changed(address, shop="support"),
        changed(address, expires=str(later)),
        changed(address, signature="A" * 22),
        changed(address, signature="Ω"),
        address.replace(uploaded.attachment["id"], "0" * 24),
    ):
        assert (await uploaded.get(forged)).code == "not_found", forged
    for malformed in (
        urlsplit(address).path,
        changed(address, size="huge"),
        changed(address, signature=None),
        changed(address, expires="soon"),
        changed(address, expires=str(2**70)),
        changed(address, more="1"),
        changed(address, user="a" * 200),
    ):
        assert (await uploaded.get(malformed)).code == "invalid", malformed
    assert (await uploaded.get(address)).status == 200


async def test_an_address_ends(uploaded: Uploaded) -> None:
    who = identity(uploaded.talk.buyer)
    ended = await uploaded.links(60, ago=timedelta(seconds=121))
    assert (await uploaded.get(ended.of(uploaded.attachment["id"], who).url)).code == "not_found"
    foreign = Links(secrets.token_bytes(32), lambda: datetime.now(UTC), 60)
    address = foreign.of(uploaded.attachment["id"], who).url
    assert (await uploaded.get(address)).code == "not_found"


# -- whole or in part -----------------------------------------------------------------------------


async def test_it_may_be_kept_and_is_nothing_but_a_picture(uploaded: Uploaded) -> None:
    reply = await uploaded.get(uploaded.attachment["thumb_url"])
    headers = reply.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    name = f"photo-{uploaded.attachment['id']}"
    kind = headers["Content-Type"].removeprefix("image/")
    assert headers["Content-Disposition"] == f'inline; filename="{name}.{kind}"'
    private, age, immutable = headers["Cache-Control"].split(", ")
    assert (private, immutable) == ("private", "immutable")
    assert 0 < int(age.removeprefix("max-age=")) <= 7_200
    assert headers["Content-Length"] == str(len(reply.body))
    again = await uploaded.get(
        uploaded.attachment["thumb_url"], **{"If-None-Match": headers["Etag"]}
    )
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Etag"] == headers["Etag"]
    head = await uploaded.gallery.hub.http(None).call("HEAD", uploaded.attachment["thumb_url"])
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == headers["Content-Length"]


async def test_a_part_of_it(uploaded: Uploaded) -> None:
    address = uploaded.attachment["url"]
    whole = await uploaded.get(address)
    length, etag = len(whole.body), whole.headers["Etag"]
    first = 206, f"bytes 0-9/{length}", whole.body[:10]

    async def part(asked: str, **more: str) -> tuple[int, str | None, bytes]:
        reply = await uploaded.get(address, Range=asked, **more)
        return reply.status, reply.headers.get("Content-Range"), reply.body

    assert await part("bytes=0-9") == first
    assert await part("bytes=0-9", **{"If-Range": etag}) == first
    assert await part("bytes=0-9", **{"If-Range": '"other"'}) == (200, None, whole.body)
    end = f"bytes {length - 7}-{length - 1}/{length}", whole.body[-7:]
    assert await part("bytes=-7") == (206, *end)
    assert await part(f"bytes={length - 7}-") == (206, *end)
    assert await part("bytes=0-1,5-6") == (200, None, whole.body)
    assert await part(f"bytes={length}-") == (416, f"bytes */{length}", b"")


async def test_long_ones_come_piece_by_piece(gallery: Gallery, talk: Talk) -> None:
    """Longer than GridFS' chunks, so that a range begins and ends within one."""
    reply = await post(gallery.hub, talk.buyer, asked(talk.id), noise())
    address = reply.json["attachment"]["url"]
    whole = (await gallery.hub.http(None).get(address)).body
    assert len(whole) > 2 * 261_120
    for start, stop in ((1, 2), (261_119, 261_121), (300_000, 530_000), (261_120, len(whole))):
        headers = {"Range": f"bytes={start}-{stop - 1}"}
        part = await gallery.hub.http(None).get(address, headers=headers)
        assert part.status == 206
        assert part.body == whole[start:stop]


def noise() -> bytes:
    """A picture that no encoder makes small."""
    file = io.BytesIO()
    Image.effect_noise((1600, 1600), 120).save(file, "JPEG", quality=95)
    return file.getvalue()
