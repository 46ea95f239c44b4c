"""Staff ban a picture: whatever looks like it is refused, until the ban is lifted."""

import io
import secrets
from collections.abc import Callable

from PIL import Image, ImageOps

from tests.hub.pictures.conftest import Studio, Talk
from tests.support.office import Office
from tests.support.photographs import altered, as_jpeg, photo
from tests.support.wire import Json

FORBIDDEN, OTHER = 11, 12
"""Seeds of photographs."""


async def reported(talk: Talk, picture: bytes) -> str:
    """The incident of a message with this picture, which somebody reported."""
    message = await talk.send(await talk.upload(picture), text="look")
    report = {"conversation_id": talk.id, "seq": message["seq"], "reason": "abuse"}
    await talk.wei.ok("message:report", report)
    [incident] = await Office(talk.hub).queue(kind="reported", sender=talk.buyer.id)
    return str(incident["id"])


async def ban(office: Office, incident: str, reason: str = "Not here") -> Json:
    body = {"incident_id": incident, "reason": reason}
    return (await office.post("/pictures/bans", body))["ban"]


async def test_a_banned_picture_is_known_again_however_it_was_saved(
    studio: Studio, talk: Talk
) -> None:
    picture = as_jpeg(photo(FORBIDDEN))
    incident = await reported(talk, picture)
    made = await ban(studio.sam, incident)
    assert (made["banned"]["by"], made["banned"]["reason"], made["lifted"]) == (
        "sam",
        "Not here",
        None,
    )
    other = await studio.talk()
    told = await other.refused(picture)
    for how, again in altered(picture).items():
        told = await other.refused(again)
        assert [one["rule"] for one in told["findings"]] == ["picture.banned"], how
        [finding] = told["findings"]
        assert finding["kind"] == "likeness"
        assert finding["box"] == {"left": 0, "top": 0, "width": 1, "height": 1}
    await other.upload(as_jpeg(photo(OTHER)))
    opened = await studio.kim.get(f"/incidents/{told['incident_id']}")
    assert [one["id"] for one in opened["bans"]] == [made["id"]]


EVASIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "cropped": lambda image: ImageOps.crop(image, border=32),
    "turned a little": lambda image: image.rotate(2, Image.Resampling.BICUBIC),
    "framed": lambda image: ImageOps.expand(image, border=40, fill="white"),
    "negative": ImageOps.invert,
}


async def test_who_alters_a_banned_picture_does_not_evade(studio: Studio, talk: Talk) -> None:
    picture = photo(FORBIDDEN + 20)
    incident = await reported(talk, as_jpeg(picture))
    made = await ban(studio.sam, incident)
    other = await studio.talk()
    for how, alter in EVASIONS.items():
        told = await other.refused(as_jpeg(alter(picture)))
        assert [one["rule"] for one in told["findings"]] == ["picture.banned"], how
        opened = await studio.kim.get(f"/incidents/{told['incident_id']}")
        assert [one["id"] for one in opened["bans"]] == [made["id"]]
    await other.upload(as_jpeg(photo(OTHER)))


async def test_a_ban_from_before_copies_were_kept_counts(studio: Studio, talk: Talk) -> None:
    picture = as_jpeg(photo(FORBIDDEN + 30))
    made = await ban(studio.sam, await reported(talk, picture))
    await studio.database["banned_pictures"].update_one(
        {"_id": made["id"]}, {"$unset": {"copies": True}}
    )
    other = await studio.talk()
    for how, again in altered(picture).items():
        told = await other.refused(again)
        assert [one["rule"] for one in told["findings"]] == ["picture.banned"], how
    # As it was evaded then, so that it is seen which ban counts.
    await other.upload(as_jpeg(EVASIONS["framed"](photo(FORBIDDEN + 30))))


async def test_a_ban_that_is_lifted_no_longer_counts_and_stays_known(
    studio: Studio, talk: Talk
) -> None:
    picture = as_jpeg(photo(FORBIDDEN + 10))
    incident = await reported(talk, picture)
    made = await ban(studio.sam, incident)
    assert await ban(studio.kim, incident, "Again") == made
    await talk.refused(picture)
    lifted = await studio.kim.delete(f"/pictures/bans/{made['id']}", {"reason": "A mistake"})
    assert lifted["ban"]["lifted"]["name"] == "Kim"
    await talk.upload(picture)
    listed = (await studio.sam.get("/pictures/bans"))["bans"]
    assert [one for one in listed if one["id"] == made["id"]] == [lifted["ban"]]
    done = [one for one in await studio.sam.audit(limit=20) if one["subject"] == made["id"]]
    assert [(one["action"], one["by"]) for one in done] == [
        ("picture.unbanned", "kim"),
        ("picture.banned", "kim"),
        ("picture.banned", "sam"),
    ]
    assert done[0]["detail"] == {"reason": "A mistake"}
    assert (await ban(studio.sam, incident))["lifted"] is None
    await talk.refused(picture)


async def test_what_cannot_be_banned(studio: Studio, talk: Talk) -> None:
    wall = io.BytesIO()
    Image.new("RGB", (640, 480), (240, 240, 240)).save(wall, "PNG")
    incident = await reported(talk, wall.getvalue())
    body = {"incident_id": incident, "reason": "Ugly"}
    assert (await studio.sam.refused("POST", "/pictures/bans", body))["code"] == "conflict"
    for wrong, code in (
        (body | {"number": 1}, "not_found"),
        (body | {"incident_id": secrets.token_hex(12)}, "not_found"),
        (body | {"number": 9}, "invalid"),
        (body | {"reason": ""}, "invalid"),
        (body | {"likeness": 1}, "invalid"),
    ):
        assert (await studio.sam.refused("POST", "/pictures/bans", wrong))["code"] == code, wrong
    gone = f"/pictures/bans/{'0' * 16}"
    assert (await studio.sam.refused("DELETE", gone, {"reason": "x"}))["code"] == "not_found"
