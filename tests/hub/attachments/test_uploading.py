"""From a file to a picture that can be sent: what it says, what it costs, and done once."""

import asyncio
import io

import pytest
from PIL import Image

from tests.hub.attachments.conftest import Gallery, Talk, show
from tests.support.forms import PATH, PRIVATE, asked, photograph, png, post
from tests.support.people import BACK_END, Person
from tests.support.service import Reply


async def seen(gallery: Gallery, address: str) -> Reply:
    reply = await gallery.hub.http(None).get(address)
    assert reply.status == 200, reply
    return reply


async def contents(gallery: Gallery, attachment_id: str) -> int:
    """How many files there are of a picture's content."""
    known = await gallery.attachments.get(attachment_id)
    assert known is not None
    named = {"filename": {"$regex": f"^{known.picture}/"}}
    return await gallery.database["pictures.files"].count_documents(named)


async def test_a_photograph_becomes_two_pictures_that_tell_nothing_of_its_owner(
    gallery: Gallery, talk: Talk
) -> None:
    file = photograph((4000, 3000))
    assert all(private in file for private in PRIVATE)
    reply = await post(gallery.hub, talk.buyer, asked(talk.id, alt="A \n lamp"), file)
    assert reply.status == 201
    attachment = reply.json["attachment"]
    size = attachment["width"], attachment["height"]
    assert 1_600 <= size[1] <= 2_048
    assert size[0] * 4 == size[1] * 3, "upright"
    assert attachment["alt"] == "A lamp"
    for name, shown in (("url", size), ("thumb_url", (240, 320))):
        served = await seen(gallery, attachment[name])
        assert not [private for private in PRIVATE if private in served.body]
        image = Image.open(io.BytesIO(served.body))
        assert image.size == shown
        assert served.headers["Content-Type"] == f"image/{str(image.format).lower()}"
        assert dict(image.getexif()) == {}
        assert not {"exif", "icc_profile", "xmp", "comment"} & image.info.keys()


async def test_what_is_uploaded_can_be_sent(gallery: Gallery, talk: Talk) -> None:
    reply = await post(gallery.hub, talk.operators[0], asked(talk.id), png())
    attachment = reply.json["attachment"]
    assert "alt" not in attachment
    message = await show(talk.wei, talk, [attachment["id"]])
    assert message["attachments"] == [attachment]
    assert message["kind"] == "image"


async def test_the_same_upload_again_gets_the_same_answer(gallery: Gallery, talk: Talk) -> None:
    fields, file = asked(talk.id), photograph()
    together = await asyncio.gather(
        *(post(gallery.hub, talk.buyer, fields, file) for _ in range(4))
    )
    again = await post(gallery.hub, talk.buyer, fields, file)
    answers = [reply.json for reply in (*together, again)]
    assert [reply.status for reply in together] == [201] * 4
    assert answers == [answers[0]] * 5
    id = answers[0]["attachment"]["id"]
    assert await contents(gallery, id) == 2
    await show(talk.ana, talk, [id])
    assert (await post(gallery.hub, talk.buyer, fields, file)).json == answers[0], "sent by now"
    other = await post(gallery.hub, talk.buyer, fields, photograph())
    assert (other.status, other.code) == (409, "conflict")


async def test_what_a_crash_left_without_its_content_is_made_whole(
    gallery: Gallery, talk: Talk
) -> None:
    fields, file = asked(talk.id), photograph()
    first = await post(gallery.hub, talk.buyer, fields, file)
    id = first.json["attachment"]["id"]
    known = await gallery.attachments.get(id)
    assert known is not None
    await gallery.database["pictures.files"].delete_one({"filename": f"{known.picture}/thumb"})
    again = await post(gallery.hub, talk.buyer, fields, file)
    assert again.json["attachment"]["id"] == id
    assert await contents(gallery, id) == 2
    assert (await seen(gallery, again.json["attachment"]["thumb_url"])).body


async def test_the_same_picture_is_kept_once_and_belongs_to_each(
    gallery: Gallery, talk: Talk
) -> None:
    file, other = photograph(), await gallery.talk()
    uploads = [
        (talk.buyer, talk.id),
        (talk.buyer, talk.id),
        (talk.operators[0], talk.id),
        (other.buyer, other.id),
    ]
    replies = [await post(gallery.hub, who, asked(where), file) for who, where in uploads]
    ids = [reply.json["attachment"]["id"] for reply in replies]
    assert len(set(ids)) == 4
    assert [await contents(gallery, id) for id in ids] == [2] * 4
    message = await show(talk.ana, talk, ids[:1])
    erased = {"conversation_id": talk.id, "seq": message["seq"], "reason": "law"}
    await gallery.office.post("/messages/erase", erased)
    assert await contents(gallery, ids[1]) == 2, "others have it"


@pytest.mark.parametrize("who", ["another buyer", "another shop", "the back end", "nobody"])
async def test_only_participants_upload(gallery: Gallery, talk: Talk, who: str) -> None:
    other = await gallery.talk()
    strangers = {
        "another buyer": other.buyer,
        "another shop": other.operators[0],
        "the back end": BACK_END,
        "nobody": None,
    }
    reply = await post(gallery.hub, strangers[who], asked(talk.id), photograph())
    assert reply.code == ("unauthenticated" if who == "nobody" else "not_found")
    expired = {"Authorization": f"Bearer {talk.buyer.token(expires_in_s=-60)}"}
    assert (await gallery.hub.http(None).call("POST", PATH, headers=expired)).status == 401


VIDEO = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(500)
REFUSED = {
    "video": VIDEO,
    "empty": b"",
    "format": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "broken": photograph(seed=1)[:-4_000],
}


@pytest.mark.parametrize("reason", REFUSED)
async def test_what_is_no_picture_is_refused_with_the_reason(
    gallery: Gallery, talk: Talk, reason: str
) -> None:
    fields = asked(talk.id)
    reply = await post(gallery.hub, talk.buyer, fields, REFUSED[reason])
    error = reply.json["error"]
    assert (reply.status, error["code"], error["data"]["reason"]) == (400, "invalid", reason)
    assert error["data"]["fields"][0]["field"] == "file"
    assert ("dispute" in error["message"]) == (reason == "video")
    again = await post(gallery.hub, talk.buyer, fields, photograph())
    assert again.status == 201, "nothing was kept of it"


async def test_a_picture_is_described_until_it_is_sent(gallery: Gallery, talk: Talk) -> None:
    reply = await post(gallery.hub, talk.buyer, asked(talk.id), photograph())
    attachment = reply.json["attachment"]
    address = f"{PATH}/{attachment['id']}"

    async def described(who: Person, alt: object) -> Reply:
        return await gallery.hub.http(who).call("PATCH", address, json={"alt": alt})

    assert (await described(talk.buyer, "A lamp")).json["attachment"]["alt"] == "A lamp"
    assert "alt" not in (await described(talk.buyer, None)).json["attachment"]
    assert (await described(talk.buyer, "An oak lamp")).status == 200
    assert (await described(talk.operators[0], "Mine")).code == "not_found"
    for alt in ("a" * 301, "a\0", 7, ["a"]):
        assert (await described(talk.buyer, alt)).json["error"]["code"] in {"invalid", "too_large"}
    blocked = await described(talk.buyer, "blockword")
    assert blocked.code == "blocked_content"
    message = await show(talk.ana, talk, [attachment["id"]])
    assert message["attachments"][0]["alt"] == "An oak lamp"
    assert (await described(talk.buyer, "Another lamp")).code == "conflict"
    assert (
        await gallery.hub.http(talk.buyer).call("PATCH", f"{PATH}/x", json={"alt": "a"})
    ).code == ("not_found")


async def test_pages_of_origins_that_may_connect_can_upload(gallery: Gallery) -> None:
    own, foreign = gallery.hub.url, "https://elsewhere.example"
    asking = {"Access-Control-Request-Method": "POST"}
    for origin, allowed in ((own, own), (foreign, None)):
        preflight = await gallery.hub.http(None).call(
            "OPTIONS", PATH, headers=asking | {"Origin": origin}
        )
        assert preflight.headers.get("Access-Control-Allow-Origin") == allowed
        refused = await gallery.hub.http(None).call("POST", PATH, headers={"Origin": origin})
        assert refused.headers.get("Access-Control-Allow-Origin") == allowed
        assert refused.code == "unauthenticated"
