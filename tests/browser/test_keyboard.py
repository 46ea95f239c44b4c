"""Everything can be done without a pointer."""

from playwright.async_api import expect

from tests.browser.people import People


async def test_from_the_list_into_a_thread_and_back(people: People) -> None:
    buyer = await people.come("ana")
    rows = buyer.page.locator(".row-link")
    await rows.first.focus()
    await buyer.page.keyboard.press("ArrowDown")
    await expect(rows.nth(1)).to_be_focused()
    await buyer.page.keyboard.press("Enter")
    await expect(buyer.composer).to_be_focused()
    id = await buyer.opened()
    await buyer.page.keyboard.press("Escape")
    await expect(buyer.row(id).locator(".row-link")).to_be_focused()
    await expect(buyer.page.locator(".thread-none")).to_be_visible()


async def test_a_message_is_reached_replied_to_and_deleted(people: People) -> None:
    buyer = await people.come("jonas")
    await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Eins", "Zwei")
    await expect(buyer.message("Zwei")).to_have_attribute("data-status", "sent")
    keyboard = buyer.page.keyboard
    await keyboard.press("Shift+Tab")
    await expect(buyer.page.get_by_role("button", name="Add pictures")).to_be_focused()
    await keyboard.press("Shift+Tab")
    await keyboard.press("ArrowUp")
    await expect(buyer.message("Zwei")).to_be_focused()
    await keyboard.press("ArrowUp")
    await expect(buyer.message("Eins")).to_be_focused()
    await keyboard.press("Tab")
    await expect(buyer.message("Eins").get_by_role("button", name="Reply")).to_be_focused()
    await keyboard.press("Enter")
    await expect(buyer.composer).to_be_focused()
    await keyboard.type("Drei")
    await keyboard.press("Enter")
    await expect(buyer.message("Drei").locator(".quote")).to_contain_text("Eins")
    await expect(buyer.message("Drei")).to_have_attribute("data-status", "sent")
    await keyboard.press("Shift+Tab")
    await keyboard.press("Shift+Tab")
    await expect(buyer.message("Drei").locator(".quote")).to_be_focused()
    await keyboard.press("ArrowUp")
    await expect(buyer.message("Zwei")).to_be_focused()
    await keyboard.press("ArrowDown")
    for _ in range(4):
        await keyboard.press("Tab")
    await expect(buyer.message("Drei").get_by_role("button", name="More")).to_be_focused()
    await keyboard.press("Enter")
    menu = buyer.page.get_by_role("menu")
    await expect(menu.get_by_role("menuitem").first).to_be_focused()
    await keyboard.press("End")
    await expect(menu.get_by_role("menuitem", name="Delete for me")).to_be_focused()
    await keyboard.press("Enter")
    await expect(buyer.dialog).to_be_visible()
    await keyboard.press("Enter")
    await expect(buyer.bubbles).to_have_text(["Eins", "Zwei"])


async def test_deleting_a_conversation_from_the_list(people: People) -> None:
    buyer = await people.come("lin-mei")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("你好")
    await expect(buyer.message("你好")).to_have_attribute("data-seq", "1")
    await buyer.page.keyboard.press("Escape")
    await buyer.page.keyboard.press("Delete")
    await expect(buyer.dialog).to_be_visible()
    await buyer.page.keyboard.press("Enter")
    await expect(buyer.row(id)).to_have_count(0)


async def test_a_message_is_reported(people: People) -> None:
    buyer = await people.come("james")
    await buyer.page.locator(".row-link").filter(has_text="星河").first.click()
    incoming = buyer.page.locator(".message[data-incoming]").last
    await incoming.hover()
    await incoming.get_by_role("button", name="More").click()
    await buyer.page.get_by_role("menuitem", name="Report").click()
    await buyer.dialog.get_by_label("Fraud").check()
    await buyer.dialog.get_by_label("What happened").fill("Asked for a deposit")
    await buyer.dialog.locator("button[type=submit]").click()
    await expect(buyer.page.locator(".note")).to_contain_text("has been reported")


async def test_arrivals_are_announced(people: People) -> None:
    buyer, seller = await people.come("james"), await people.come("marta")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Hello")
    await seller.open_conversation(id)
    await expect(seller.message("Hello")).to_be_visible()
    await seller.say("¡Hola, James!")
    live = buyer.page.locator("[data-announcements]")
    await expect(live).to_have_attribute("aria-live", "polite")
    await expect(live).to_have_text("Marta Ruiz: ¡Hola, James!")


async def test_the_first_tab_stop_skips_to_the_content(people: People) -> None:
    buyer = await people.come("ana", path="/")
    await buyer.page.keyboard.press("Tab")
    await expect(buyer.page.locator(".skip-link")).to_be_focused()
    await buyer.page.keyboard.press("Enter")
    await expect(buyer.page.locator("#content")).to_be_focused()
