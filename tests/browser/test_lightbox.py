"""One picture after the other, as large as the window: by keyboard, by fingers, by ear."""

from playwright.async_api import Locator, expect

from tests.browser.fingers import fingers
from tests.browser.people import PHONE, People, Person
from tests.browser.pictures import choose, named, photo, photos, send, shown, tray
from tests.browser.test_pictures import ask

FOCUS_OUTSIDE = """() => document.activeElement !== document.body
    && !document.activeElement.closest(".lightbox")"""


def lightbox(person: Person) -> Locator:
    return person.page.locator(".lightbox")


def moving(person: Person) -> Locator:
    """The picture in it, as it is moved and enlarged."""
    return lightbox(person).locator(".lightbox-picture")


async def middle(person: Person) -> tuple[float, float]:
    """Of the window."""
    size = person.page.viewport_size
    assert size
    return size["width"] / 2, size["height"] / 2


async def test_the_lightbox_is_used_by_keyboard(people: People) -> None:
    buyer, seller, _ = await ask(people)
    await choose(buyer, *(named(f"{seed}.jpg", photo(seed)) for seed in (1, 2, 3)))
    for index, words in enumerate(("One", "Two", "Three")):
        await tray(buyer).nth(index).get_by_role("textbox").fill(words)
    await send(buyer, "Three views")
    await shown(seller, 3)
    keyboard = seller.page.keyboard
    await seller.page.locator(".messages").focus()
    await keyboard.press("ArrowUp")
    await expect(seller.message("Three views")).to_be_focused()
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    box = lightbox(seller)
    await expect(box).to_be_visible()
    await expect(box.get_by_role("img", name="One")).to_be_visible()
    await expect(box.locator("[data-full=loaded]")).to_have_count(1)
    await keyboard.press("ArrowRight")
    await keyboard.press("ArrowRight")
    for _ in range(3):
        await keyboard.press("+")
    await expect(box.get_by_role("status")).to_contain_text("Imagen 3 de 3")
    await expect(box.get_by_role("img", name="Three")).to_be_visible()
    await expect(moving(seller)).to_have_attribute("data-scale", "3.38")
    await keyboard.press("ArrowRight")
    await expect(moving(seller)).to_have_css("transform", "matrix(3.375, 0, 0, 3.375, -80, 0)")
    await keyboard.press("0")
    await expect(moving(seller)).to_have_attribute("data-scale", "1.00")
    for _ in range(8):
        await keyboard.press("Tab")
        assert await seller.page.evaluate(FOCUS_OUTSIDE) is False
    await keyboard.press("Escape")
    await expect(box).to_have_count(0)
    await expect(photos(seller).first.get_by_role("button")).to_be_focused()


async def test_the_keyboard_goes_on_where_the_mouse_came_to_the_end(people: People) -> None:
    buyer, _, _ = await ask(people)
    await choose(buyer, named("1.jpg", photo(1)), named("2.jpg", photo(2)))
    await send(buyer, "Two views")
    await shown(buyer, 2)
    await photos(buyer).first.click()
    place = lightbox(buyer).get_by_role("status")
    await lightbox(buyer).get_by_role("button", name="Next picture").click()
    await expect(place).to_contain_text("Picture 2 of 2")
    await buyer.page.keyboard.press("ArrowLeft")
    await expect(place).to_contain_text("Picture 1 of 2")


async def test_fingers_enlarge_move_and_turn_pages(people: People) -> None:
    buyer = await people.come("james", PHONE)
    await buyer.ask_about(await people.product("olivo"))
    await choose(buyer, named("1.jpg", photo(1)), named("2.jpg", photo(2)))
    await send(buyer)
    await shown(buyer, 2)
    await photos(buyer).first.tap()
    place, picture = lightbox(buyer).get_by_role("status"), moving(buyer)
    await expect(picture).to_have_attribute("data-scale", "1.00")
    x, y = await middle(buyer)
    async with fingers(buyer) as finger:
        await finger.double_tap((x, y))
        await expect(picture).to_have_attribute("data-scale", "2.50")
        await finger.drag((x, y), (x - 100, y))
        await expect(picture).to_have_css("transform", "matrix(2.5, 0, 0, 2.5, -100, 0)")
        await expect(place).to_contain_text("Picture 1 of 2")
        await finger.double_tap((x, y))
        await expect(picture).to_have_attribute("data-scale", "1.00")
        await finger.pinch(((x - 40, y), (x + 40, y)), ((x - 80, y), (x + 80, y)))
        await expect(picture).to_have_attribute("data-scale", "2.00")
        await finger.pinch(((x - 80, y), (x + 80, y)), ((x - 20, y), (x + 20, y)))
        await expect(picture).to_have_attribute("data-scale", "1.00")
        await buyer.page.mouse.move(x, y)
        await buyer.page.mouse.wheel(0, -250)
        await expect(picture).not_to_have_attribute("data-scale", "1.00")
        await buyer.page.mouse.wheel(0, 900)
        await expect(picture).to_have_attribute("data-scale", "1.00")
        await finger.drag((x, y), (x - 120, y))
        await expect(place).to_contain_text("Picture 2 of 2")
        await finger.double_tap((x, y))
        await expect(moving(buyer)).to_have_attribute("data-scale", "2.50")
        await finger.double_tap((x, y))
        await finger.drag((x, y), (x, y + 120))
    await expect(lightbox(buyer)).to_have_count(0)
    await expect(photos(buyer).first.get_by_role("button")).to_be_focused()


async def test_pictures_are_told_to_those_who_do_not_see_them(people: People) -> None:
    buyer, seller, _ = await ask(people)
    await choose(buyer, named("1.jpg", photo(1)), named("2.jpg", photo(2)))
    await tray(buyer).first.get_by_role("textbox").fill("The broken handle")
    await expect(tray(buyer, "ready")).to_have_count(2)
    await expect(buyer.page.locator(".tray")).to_match_aria_snapshot("""
        - group "Pictures to send":
          - list:
            - listitem:
              - status: "Picture 1 of 2: uploaded"
              - 'button "Remove picture: Picture 1 of 2"'
              - 'textbox "Picture 1 of 2: Describe it"': The broken handle
            - listitem:
              - status: "Picture 2 of 2: uploaded"
              - 'button "Remove picture: Picture 2 of 2"'
              - 'textbox "Picture 2 of 2: Describe it"'
    """)
    await send(buyer, "It came like this")
    await shown(seller, 2)
    await expect(seller.message("It came like this")).to_match_aria_snapshot("""
        - listitem:
          - list:
            - listitem:
              - 'button "Imagen 1 de 2: The broken handle"'
            - listitem:
              - button "Imagen 2 de 2"
          - paragraph: It came like this
    """)
    await photos(seller).last.get_by_role("button").click()
    await expect(lightbox(seller)).to_match_aria_snapshot("""
        - dialog "Imagen 2 de 2":
          - status: Imagen 2 de 2
    """)
    await seller.page.keyboard.press("ArrowLeft")
    await expect(lightbox(seller)).to_match_aria_snapshot("""
        - dialog "Imagen 1 de 2":
          - img "The broken handle"
          - status: Imagen 1 de 2 The broken handle
    """)
    await seller.page.keyboard.press("Escape")
    await expect(photos(seller).last.get_by_role("button")).to_be_focused()
