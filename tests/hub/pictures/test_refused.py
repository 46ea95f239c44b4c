"""A picture with something in it that may not be said is refused, and staff see why."""

import io
import secrets

import pytest
from PIL import Image

from tests.hub.pictures.conftest import OWN_HOST, Studio, Talk
from tests.support.photographs import MESSENGER, altered, as_jpeg, photo, with_code
from tests.support.refusing import upload
from tests.support.wire import Json


def within(box: Json, left: float, top: float, right: float, bottom: float) -> bool:
    across: bool = left <= box["left"] < box["left"] + box["width"] <= right
    down: bool = top <= box["top"] < box["top"] + box["height"] <= bottom
    return across and down


async def test_a_code_that_opens_a_messenger_is_refused_with_its_box(
    studio: Studio, talk: Talk
) -> None:
    told = await talk.refused(with_code(), alt="my lamp")
    [finding] = [one for one in told["findings"] if one["rule"] == "link.contact"]
    assert (finding["kind"], finding["text"], finding["category"]) == ("code", MESSENGER, "link")
    assert "wa.me" in finding["text"][finding["start"] : finding["end"]]
    assert within(finding["box"], 0.7, 0.33, 0.95, 0.67)
    assert finding["box"]["width"] > 0.15
    assert "the marked code" in told["hint"]
    incident = await studio.incident(told["incident_id"])
    assert (incident["kind"], incident["upload"], incident["text"]) == ("blocked", True, "my lamp")
    assert incident["pictures"] == [{"width": 800, "height": 600, "alt": None}]
    [seen] = [one for one in incident["findings"] if one["rule"] == "link.contact"]
    assert seen["spot"]["box"] == finding["box"]
    assert (seen["spot"]["kind"], seen["spot"]["text"]) == ("code", MESSENGER)
    assert incident["sender"]["id"] == talk.buyer.id


async def test_staff_alone_see_the_picture_and_that_is_logged(studio: Studio, talk: Talk) -> None:
    id = (await talk.refused(with_code()))["incident_id"]
    address = f"/api/v1/staff/incidents/{id}/picture"
    shown = await studio.hub.http(studio.sam.who).get(address)
    assert shown.status == 200
    assert Image.open(io.BytesIO(shown.body)).size == (800, 600)
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Type"].startswith("image/")
    small = await studio.hub.http(studio.sam.who).get(address, params={"size": "thumb"})
    assert max(Image.open(io.BytesIO(small.body)).size) == 320
    opened = await studio.sam.audit(action="picture.opened", limit=50)
    assert [one["by"] for one in opened if one["subject"] == id] == ["sam", "sam"]
    for who in (talk.buyer, talk.operator):
        assert (await studio.hub.http(who).get(address)).status == 404
    assert (await studio.hub.http(None).get(address)).status == 401
    for missing in (f"{address}?number=1", address.replace(id, "f" * 24)):
        assert (await studio.hub.http(studio.sam.who).get(missing)).status == 404
    assert (await studio.hub.http(studio.sam.who).get(f"{address}?number=-1")).status == 400


async def test_uploaded_again_it_gets_the_same_answer_and_counts_once(
    studio: Studio, talk: Talk
) -> None:
    picture, upload_id = with_code(), secrets.token_hex(8)
    first = await talk.refused(picture, upload_id=upload_id)
    assert await talk.refused(picture, upload_id=upload_id) == first
    standing = (await studio.sam.get(f"/users/{talk.buyer.id}/standing"))["standing"]
    assert (standing["incidents"]["open"], round(standing["strikes"])) == (1, 1)
    assert (await talk.refused(picture))["incident_id"] != first["incident_id"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(f"https://{OWN_HOST}/item/34612345678", "QRCode"), ("4006381333931", "EAN13")],
)
async def test_what_is_harmless_passes(talk: Talk, content: str, kind: str) -> None:
    attachment = await talk.upload(with_code(content, kind))
    assert (await talk.send(attachment))["attachments"][0]["id"] == attachment["id"]


async def test_what_is_written_about_it_is_judged_as_a_text(studio: Studio, talk: Talk) -> None:
    told = await talk.refused(as_jpeg(photo(2)), alt="call me: +34 612 345 678")
    [finding] = told["findings"]
    assert (finding["category"], "box" in finding, "kind" in finding) == ("phone", False, False)
    later = await talk.upload(as_jpeg(photo(2)))
    reply = await studio.hub.http(talk.buyer).call(
        "PATCH", f"/api/v1/attachments/{later['id']}", json={"alt": "call me: +34 612 345 678"}
    )
    assert (reply.status, reply.code) == (422, "blocked_content")


async def test_one_that_staff_let_through_may_be_uploaded_also_saved_again(
    studio: Studio, talk: Talk
) -> None:
    picture = with_code()
    id = (await talk.refused(picture))["incident_id"]
    await studio.sam.decide(id, "overturned")
    decided = await talk.ana.expect("incident:decided")
    assert (decided["incident_id"], decided["outcome"]) == (id, "overturned")
    await talk.upload(picture)
    await talk.upload(altered(picture)["half as large"])
    await talk.refused(with_code("https://wa.me/34699999999"))  # looks alike, says something else
    other = await studio.talk()
    await other.refused(picture)


async def test_its_sender_may_appeal(studio: Studio, talk: Talk) -> None:
    id = (await talk.refused(with_code()))["incident_id"]
    appeal = {"incident_id": id, "comment": "It is printed on the box"}
    await talk.ana.ok("message:appeal", appeal)
    assert (await studio.incident(id))["appeal"]["comment"] == "It is printed on the box"


async def test_where_the_policy_allows_it_passes(studio: Studio, talk: Talk) -> None:
    allowing = {"before_purchase": {"link": "allow", "phone": "allow"}}
    async with studio.policy(stage=allowing):
        await talk.upload(with_code())
    assert (await upload(studio.hub, talk.buyer, talk.id, with_code())).status == 422
