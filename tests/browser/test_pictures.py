"""Pictures in two browsers: chosen, sent, looked at, refused."""

import asyncio
import io

import pillow_heif
from PIL import Image
from playwright.async_api import Request, Route, WebSocketRoute, expect

from hub.config import Settings
from tests.browser.people import PHONE, People, Person
from tests.browser.pictures import (
    CAMERA,
    CODE_AT,
    CODE_SIDE,
    bring,
    choose,
    named,
    photo,
    photo_with_code,
    photos,
    send,
    served,
    shown,
    tray,
)
from tests.browser.staff import Staff, policy
from tests.browser.test_offline import lose_network, regain_network
from tests.browser.test_phone import TOO_SMALL
from tests.support.timing import until

UPLOADS = "**/api/v1/attachments"
APPEAL_KEPT = """async () => {
    const { client } = await import("/static/views/model.js");
    const { keptUploads } = await import("/static/views/pictures/kept.js");
    const kept = await keptUploads.load(Object.keys(client.uploads.all));
    return kept.some(({ review }) => review?.appeal);
}"""

HELD_DRAWN = """(entry) => entry.querySelector(".photo img")?.naturalWidth > 0"""


async def ask(
    people: People, buyer: str = "james", seller: str = "marta", shop: str = "olivo"
) -> tuple[Person, Person, str]:
    """A buyer and a seller with a conversation open, and its id."""
    asking, answering = await people.come(buyer), await people.come(seller)
    id = await asking.ask_about(await people.product(shop))
    await asking.say("Hello")
    await answering.open_conversation(id)
    await expect(answering.message("Hello")).to_be_visible()
    return asking, answering, id


# -- sent -----------------------------------------------------------------------------------------


async def test_a_photograph_arrives_and_where_it_was_taken_never_leaves(people: People) -> None:
    buyer, seller, id = await ask(people)
    sent: list[bytes] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/v1/attachments"):
            sent.append(request.post_data_buffer or b"")

    buyer.page.on("request", note)
    original = photo(1, (2400, 1800), upright=False)
    assert CAMERA.encode() in original
    await choose(buyer, named("IMG_0001.jpg", original))
    await tray(buyer).get_by_role("textbox").fill("The handle is broken")
    await send(buyer, "It came like this")
    await expect(seller.message("It came like this")).to_be_visible()
    await shown(seller, 1)
    await expect(photos(seller).get_by_role("button")).to_have_accessible_name(
        "Imagen: The handle is broken"
    )
    await expect(photos(buyer)).to_have_count(1)
    await expect(tray(buyer)).to_have_count(0)
    (full,) = await served(seller, "url")
    for data in (*sent, full):
        assert CAMERA.encode() not in data
        assert b"Exif" not in data
    picture = Image.open(io.BytesIO(full))
    assert picture.size == (1536, 2048)
    assert not picture.getexif()
    await expect(seller.row(id)).to_contain_text("It came like this")


async def test_pictures_alone_are_told_in_the_readers_language(people: People) -> None:
    buyer, seller, id = await ask(people, "lin-mei", "sophie", "nord")
    await choose(buyer, named("1.jpg", photo(1)))
    await send(buyer)
    await expect(seller.row(id)).to_contain_text("📷 Photo")
    await expect(buyer.row(id)).to_contain_text("📷 照片")
    await choose(buyer, *(named(f"{seed}.jpg", photo(seed)) for seed in (2, 3, 4)))
    await send(buyer)
    await expect(seller.row(id)).to_contain_text("📷 3 photos")
    await expect(buyer.row(id)).to_contain_text("📷 3 张照片")
    await shown(seller, 4)
    await expect(seller.page.locator("[data-announcements]")).to_contain_text("📷 3 photos")
    answered = seller.page.locator(".message[data-incoming]").last
    await answered.hover()
    await answered.get_by_role("button", name="Répondre").click()
    await seller.say("Merci")
    await expect(buyer.message("Merci").locator(".quote")).to_contain_text("📷 3 张照片")


async def test_nothing_moves_when_pictures_come(people: People) -> None:
    buyer, seller, _ = await ask(people)
    gate = asyncio.Event()

    async def late(route: Route) -> None:
        await gate.wait()
        await route.continue_()

    await seller.page.route("**/api/v1/attachments/*size=thumb*", late)
    await choose(buyer, named("1.jpg", photo(1, (900, 1200))))
    await send(buyer, "Look")
    bubble = seller.message("Look").locator(".bubble")
    await expect(photos(seller).locator(".photo-hash")).to_be_visible()
    before = await bubble.bounding_box()
    gate.set()
    await shown(seller, 1)
    assert await bubble.bounding_box() == before


async def test_dropped_and_pasted_pictures_join_the_message_and_videos_do_not(
    people: People,
) -> None:
    buyer, seller, _ = await ask(people)
    target = buyer.page.locator("[data-drop]")
    one, two = named("one.jpg", photo(1)), named("two.jpg", photo(2))
    await bring(buyer, "dragenter", one)
    await expect(target).to_contain_text("Drop pictures here")
    await bring(buyer, "drop", one)
    await expect(target).to_have_count(0)
    await bring(buyer, "paste", two, to="#composer-text")
    await expect(tray(buyer, "ready")).to_have_count(2)
    await bring(buyer, "drop", named("film.mp4", b"0", "video/mp4"))
    await expect(buyer.page.locator(".note-error")).to_contain_text("Videos cannot be sent")
    nine = [named(f"{seed}.jpg", photo(seed, (320, 240))) for seed in range(9)]
    await choose(buyer, *nine)
    await expect(buyer.page.locator(".note-error").last).to_contain_text("9 pictures at most")
    await expect(tray(buyer, "ready")).to_have_count(9)
    await send(buyer)
    await shown(seller, 9)


async def test_what_this_browser_cannot_decode_is_shown_by_the_hub(people: People) -> None:
    buyer, seller, _ = await ask(people)
    saved = io.BytesIO()
    pillow_heif.from_pillow(Image.open(io.BytesIO(photo(3)))).save(saved, quality=80)
    await choose(buyer, named("IMG_0002.HEIC", saved.getvalue(), "image/heic"))
    await expect(tray(buyer, "ready")).to_have_count(1)
    await send(buyer)
    await shown(seller, 1)
    (full,) = await served(seller, "url")
    assert CAMERA.encode() not in full


# -- on the way -----------------------------------------------------------------------------------


class Held:
    """Uploads that are on their way until a test lets them go on."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    async def __call__(self, route: Route) -> None:
        self.routes.append(route)


async def begun(person: Person, held: Held) -> None:
    """Two pictures are being uploaded."""
    await person.page.route(UPLOADS, held)
    await choose(person, named("1.jpg", photo(1)), named("2.jpg", photo(2)))
    await until(lambda: len(held.routes) == 2, "two uploads")
    await expect(tray(person, "sending").get_by_role("progressbar")).to_have_count(2)


async def test_a_lost_network_is_waited_for(people: People) -> None:
    buyer, seller, _ = await ask(people)
    held = Held()
    await begun(buyer, held)
    await send(buyer, "Two of them")
    waiting = buyer.page.locator("[data-status=sending]")
    await expect(waiting).to_contain_text("Uploading")
    await expect(waiting.get_by_role("progressbar")).to_have_count(2)
    await lose_network(buyer)
    for route in held.routes:
        await route.abort("internetdisconnected")
    await expect(waiting).to_contain_text("Waiting")
    await buyer.page.unroute(UPLOADS)
    await regain_network(buyer)
    await shown(seller, 2)
    await expect(seller.message("Two of them")).to_have_count(1)


async def test_one_that_breaks_off_begins_again_while_the_others_go_on(people: People) -> None:
    buyer, seller, _ = await ask(people)
    held = Held()
    await buyer.page.route(UPLOADS, held)
    await choose(buyer, *(named(f"{seed}.jpg", photo(seed)) for seed in (1, 2, 3)))
    await until(lambda: len(held.routes) == 3, "three uploads")
    for index, words in enumerate(("One", "Two", "Three")):
        await tray(buyer).nth(index).get_by_role("textbox").fill(words)
    await send(buyer, "All of them")
    first, broken, last = held.routes
    await broken.abort("connectionreset")
    await first.continue_()
    await last.continue_()
    waiting = buyer.page.locator("[data-status=sending]")
    await expect(waiting.get_by_role("progressbar")).to_have_count(1)
    await until(lambda: len(held.routes) == 4, "the same upload again")
    await expect(waiting).to_contain_text("Uploading")
    await expect(seller.message("All of them")).to_have_count(0)
    await held.routes[3].continue_()
    await shown(seller, 3)
    for index, words in enumerate(("One", "Two", "Three")):
        await expect(photos(seller).nth(index).get_by_role("img", name=words)).to_be_visible()
    buyer.forget("ERR_CONNECTION_RESET")


async def test_a_picture_that_is_taken_out_is_broken_off(people: People) -> None:
    buyer, seller, _ = await ask(people)
    held = Held()
    await begun(buyer, held)
    async with buyer.page.expect_event("requestfailed") as failed:
        await tray(buyer).first.get_by_role("button", name="Remove").click()
    assert (await failed.value).url.endswith("/api/v1/attachments")
    await expect(tray(buyer)).to_have_count(1)
    for route in held.routes:
        await route.continue_()
    await send(buyer, "The other one")
    await expect(seller.message("The other one")).to_be_visible()
    await shown(seller, 1)


async def test_a_message_is_taken_back_while_its_pictures_are_on_their_way(people: People) -> None:
    buyer, seller, _ = await ask(people)
    held = Held()
    await begun(buyer, held)
    await send(buyer, "Two of them")
    await buyer.say("Meanwhile")
    await expect(buyer.page.locator("[data-status=sending]")).to_have_count(2)
    await buyer.page.get_by_role("button", name="Cancel", exact=True).click()
    await expect(seller.message("Meanwhile")).to_be_visible()
    await expect(buyer.composer).to_have_value("Two of them")
    await expect(buyer.composer).to_be_focused()
    await expect(tray(buyer, "sending")).to_have_count(2)
    for route in held.routes:
        await route.continue_()
    await expect(tray(buyer, "ready")).to_have_count(2)
    await expect(photos(seller)).to_have_count(0)
    await buyer.composer.press("Enter")
    await shown(seller, 2)
    await expect(seller.bubbles).to_have_text(["Hello", "Meanwhile", "Two of them"])


async def test_one_that_fails_says_why_and_the_rest_is_kept(people: People) -> None:
    buyer, seller, _ = await ask(people)
    await choose(buyer, named("1.jpg", photo(1)), named("2.jpg", b"no picture at all"))
    await expect(tray(buyer, "ready")).to_have_count(1)
    await expect(tray(buyer, "failed").get_by_role("alert")).to_contain_text("not a picture")
    buyer.forget("400")
    await send(buyer, "One is enough")
    await expect(buyer.composer).to_have_value("One is enough")
    await expect(buyer.page.locator(".note-error")).to_contain_text("remove this picture")
    await tray(buyer, "failed").get_by_role("button", name="Remove").click()
    await expect(buyer.composer).to_be_focused()
    await buyer.composer.press("Enter")
    await expect(seller.message("One is enough")).to_be_visible()
    await shown(seller, 1)


async def test_a_message_that_waits_for_its_pictures_survives_a_reload(people: People) -> None:
    buyer, seller, _ = await ask(people)
    held = Held()
    await begun(buyer, held)
    await send(buyer, "Soon")
    await expect(buyer.page.locator("[data-status=sending]")).to_have_count(1)
    await buyer.page.unroute(UPLOADS)
    await buyer.reload()
    await expect(seller.message("Soon")).to_be_visible()
    await shown(seller, 2)


# -- refused --------------------------------------------------------------------------------------


async def test_a_code_is_refused_with_its_box_and_may_be_appealed(people: People) -> None:
    buyer, seller, id = await ask(people)
    staff = Staff(people.hub)
    await choose(buyer, named("1.jpg", photo(1)), named("code.png", photo_with_code(), "image/png"))
    refused = buyer.page.locator("[data-refused]")
    await expect(refused).to_have_attribute("data-refused", "blocked")
    buyer.forget("422")
    box = refused.locator("[data-box]")
    await expect(box).to_have_count(1)
    for name, expected in (
        ("x", CODE_AT[0] / 12),
        ("y", CODE_AT[1] / 9),
        ("width", CODE_SIDE / 12),
    ):
        assert abs(float(await box.get_attribute(name) or 0) - expected) < 7, name
    await refused.get_by_role("button", name="Ask for a review").click()
    await buyer.dialog.get_by_label("Why is it fine").fill("It is the warranty card.")
    await buyer.dialog.locator("button[type=submit]").click()
    await expect(refused).to_have_attribute("data-refused", "asked")
    await until(lambda: buyer.page.evaluate(APPEAL_KEPT), "the appeal in the browser's database")
    await buyer.reload()
    await expect(refused).to_have_attribute("data-refused", "asked")
    await staff.decide("james", id, "overturned")
    await expect(tray(buyer, "ready")).to_have_count(2)
    await expect(refused).to_have_count(0)
    await expect(photos(seller)).to_have_count(0)
    await send(buyer, "Both")
    await shown(seller, 2)


async def test_a_held_picture_is_seen_by_its_sender_only_until_it_is_released(
    people: People, demo_url: str, demo_settings: Settings
) -> None:
    hold = {"stage": {"after_payment": {"link": "review", "on_review": "hold"}}}
    async with policy(demo_url, demo_settings, hold):
        order = await people.order("james", "olivo")
        buyer, seller = await people.come("james", path="/orders"), await people.come("marta")
        await buyer.page.locator(f"[data-order={order}] .button-primary").click()
        id = await buyer.opened()
        await choose(buyer, named("code.png", photo_with_code(), "image/png"))
        await expect(tray(buyer, "ready")).to_have_count(1)
        await send(buyer, "The label")
        await expect(buyer.page.locator("[data-status=held]")).to_contain_text("Being reviewed")
        await buyer.say("Thank you")
        await seller.open_conversation(id)
        await expect(seller.bubbles).to_have_text(["Thank you"])
        await expect(photos(seller)).to_have_count(0)
        await buyer.reload()
        waiting = buyer.page.locator("[data-status=held]")
        await expect(waiting).to_contain_text("The label")
        await until(lambda: waiting.evaluate(HELD_DRAWN), "the held picture")
        await Staff(people.hub).decide("james", id, "overturned")
        for person in (buyer, seller):
            await expect(person.bubbles).to_have_text(["Thank you", "The label"])
            await shown(person, 1)
        await expect(waiting).to_have_count(0)


# -- looked at ------------------------------------------------------------------------------------


async def test_an_erased_picture_is_gone_wherever_it_was_shown(people: People) -> None:
    buyer, seller, id = await ask(people)
    await choose(buyer, named("1.jpg", photo(1)))
    await send(buyer)
    await shown(seller, 1)
    await photos(seller).first.click()
    await expect(seller.page.locator(".lightbox")).to_be_visible()
    await Staff(people.hub).erase(id, 2)
    await expect(seller.page.locator(".lightbox")).to_have_count(0)
    for person in (buyer, seller):
        await expect(photos(person)).to_have_count(0)
        await expect(person.page.locator(".bubble-erased")).to_have_count(1)


async def test_an_address_that_has_expired_is_renewed(people: People) -> None:
    buyer, seller, id = await ask(people)

    def behind_a_clock(socket: WebSocketRoute) -> None:
        hub = socket.connect_to_server()
        hub.on_message(lambda frame: socket.send(expired(str(frame))))

    def expired(frame: str) -> str:
        pushed = frame.startswith('42["message:new"')
        return frame.replace("signature=", "signature=0") if pushed else frame

    await seller.page.route_web_socket("**/socket.io/**", behind_a_clock)
    await seller.reload()
    await seller.open_conversation(id)
    await choose(buyer, named("1.jpg", photo(1)))
    await send(buyer, "Look")
    await expect(seller.message("Look")).to_be_visible()
    await shown(seller, 1)
    seller.forget("404")


async def test_pictures_fit_a_phone(people: People) -> None:
    buyer = await people.come("james", PHONE)
    await buyer.ask_about(await people.product("olivo"))
    await choose(buyer, *(named(f"{seed}.jpg", photo(seed)) for seed in range(4)))
    await expect(tray(buyer, "ready")).to_have_count(4)
    width = PHONE["viewport"]["width"]
    assert await buyer.page.evaluate("document.documentElement.scrollWidth") == width
    assert await buyer.page.evaluate(TOO_SMALL) == []
    await send(buyer, "Four")
    await shown(buyer, 4)
    assert await buyer.page.evaluate("document.documentElement.scrollWidth") == width
    await photos(buyer).nth(1).tap()
    lightbox = buyer.page.locator(".lightbox")
    await expect(lightbox.get_by_role("status")).to_contain_text("Picture 2 of 4")
    await buyer.swipe_left(lightbox.locator(".lightbox-stage"))
    await expect(lightbox.get_by_role("status")).to_contain_text("Picture 3 of 4")
    assert await buyer.page.evaluate(TOO_SMALL) == []
