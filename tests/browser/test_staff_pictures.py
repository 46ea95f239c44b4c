"""Pictures at the console for staff: what was found is framed, and a picture can be banned."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser import console
from tests.browser.console import Trouble, Writer
from tests.browser.people import People
from tests.support import people as cast
from tests.support.photographs import as_jpeg, photo, with_code
from tests.support.refusing import refused_upload, upload, uploaded

DECODED = """async (image) => {
  const shown = new Image();
  shown.src = image.getAttribute('href');
  await shown.decode();
  return [shown.naturalWidth, shown.naturalHeight];
}"""
PLACE = """(rect) => {
  const image = rect.ownerSVGElement.querySelector('image');
  const [outer, inner] = [image, rect].map((it) => it.getBoundingClientRect());
  return [(inner.left - outer.left) / outer.width, (inner.top - outer.top) / outer.height,
    (inner.right - outer.left) / outer.width, (inner.bottom - outer.top) / outer.height];
}"""


@pytest.fixture
def trouble(people: People) -> Trouble:
    return Trouble(people.hub)


def as_person(buyer: Writer) -> cast.Person:
    return cast.Person(buyer.id, "buyer", "Writer")


async def reported(trouble: Trouble, buyer: Writer, picture: bytes) -> str:
    """A message with a picture that the shop reported; the incident."""
    attachment = await uploaded(trouble.hub, as_person(buyer), buyer.conversation, picture)
    sent = {"conversation_id": buyer.conversation, "client_id": "with-picture"}
    ids = {"attachment_ids": [attachment["id"]]}
    message = (await buyer.wire.ok("message:send", sent | ids))["message"]
    shop = cast.Person(f"op-{buyer.id}", "seller", "Op", shop=trouble.shop)
    wire = await trouble.hub.connect(shop)
    report = {"conversation_id": buyer.conversation, "seq": message["seq"], "reason": "abuse"}
    await wire.ok("message:report", report)
    [incident] = await trouble.office.queue(kind="reported", sender=buyer.id)
    return str(incident["id"])


async def width(element: Locator) -> float:
    box = await element.bounding_box()
    assert box
    return box["width"]


async def test_a_refused_picture_shows_with_its_code_framed(
    people: People, trouble: Trouble
) -> None:
    buyer = await trouble.buyer()
    told = await refused_upload(
        trouble.hub, as_person(buyer), buyer.conversation, with_code(), alt="my lamp"
    )
    robin = await console.robin(people, f"/queue?sender={buyer.id}")
    await expect(robin.row(told["incident_id"])).to_contain_text("wa.me")
    await robin.row(told["incident_id"]).locator("a").click()
    await robin.opened(told["incident_id"])
    await expect(robin.evidence).to_have_text("my lamp")
    await expect(robin.page.locator(".finding").first).to_contain_text("in a code in the picture")
    picture = robin.page.locator(".evidence-image")
    await expect(picture.locator("image")).to_have_attribute("href", console.BLOB)
    assert await picture.locator("image").evaluate(DECODED) == [800, 600]
    frame = picture.locator(".evidence-box")
    await expect(frame).to_have_count(1)
    left, top, right, bottom = await frame.evaluate(PLACE)
    # The code is pasted at 560 to 760 of 800 and 200 to 400 of 600, with a margin of its own.
    assert 0.68 <= left <= 0.76
    assert 0.31 <= top <= 0.4
    assert 0.89 <= right <= 0.97
    assert 0.6 <= bottom <= 0.69
    before = await width(picture)
    await robin.page.get_by_role("button", name="Show it 2 times as large").click()
    assert await width(picture) > 1.3 * before


async def test_a_reported_picture_is_shown_when_it_is_asked_for_and_banned(
    people: People, trouble: Trouble
) -> None:
    buyer, forbidden = await trouble.buyer(), as_jpeg(photo(21))
    incident = await reported(trouble, buyer, forbidden)
    robin = await console.robin(people, f"/queue/{incident}?sender={buyer.id}")
    await robin.opened(incident)
    picture = robin.page.locator(".evidence-image")
    await expect(picture).to_have_class("evidence-image veiled")
    await robin.page.get_by_role("button", name="Show this picture").click()
    await expect(picture).not_to_have_class("evidence-image veiled")
    await robin.page.get_by_role("button", name="Ban this picture").click()
    await robin.page.get_by_role("dialog").get_by_label("Reason").fill("Not here")
    await robin.page.get_by_role("dialog").get_by_role("button", name="Ban").click()
    await expect(robin.note).to_contain_text(["Banned"])
    banned = robin.page.locator("[data-ban]")
    await expect(banned).to_contain_text("Banned by")
    await expect(banned).to_contain_text("Not here")
    who = as_person(buyer)
    told = await refused_upload(trouble.hub, who, buyer.conversation, forbidden)
    assert [one["rule"] for one in told["findings"]] == ["picture.banned"]
    await robin.go("/rules/pictures")
    listed = robin.page.locator("[data-bans] .version", has_text="Not here")
    await listed.get_by_role("button", name="Lift the ban").click()
    await robin.page.get_by_role("dialog").get_by_label("Reason").fill("It was fine")
    await robin.page.get_by_role("dialog").get_by_role("button", name="Lift the ban").click()
    await expect(listed).to_contain_text("It was fine")
    assert (await upload(trouble.hub, who, buyer.conversation, forbidden)).status == 201
