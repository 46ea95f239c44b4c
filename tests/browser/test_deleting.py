"""Deleting for one's own side, by bin and by swipe."""

from playwright.async_api import expect

from tests.browser.people import PHONE, People


async def test_a_deleted_message_stays_with_the_other_side(people: People) -> None:
    buyer, seller = await people.come("ana"), await people.come("li-na")
    id = await buyer.ask_about(await people.product("xinghe"))
    await buyer.say("Uno", "Dos")
    await seller.open_conversation(id)
    await expect(seller.bubbles).to_have_text(["Uno", "Dos"])
    await buyer.message("Dos").hover()
    await buyer.message("Dos").get_by_role("button", name="Eliminar para mí").click()
    await buyer.confirm()
    await expect(buyer.bubbles).to_have_text(["Uno"])
    await expect(buyer.row(id)).to_contain_text("Uno")
    for person in (buyer, seller):
        await person.reload()
    await expect(buyer.bubbles).to_have_text(["Uno"])
    await expect(seller.bubbles).to_have_text(["Uno", "Dos"])


async def test_deleting_asks_first(people: People) -> None:
    buyer = await people.come("ana")
    id = await buyer.ask_about(await people.product("xinghe"))
    await buyer.say("Hola")
    await buyer.page.locator(".thread-head").get_by_role("button").click()
    await expect(buyer.dialog).to_contain_text("¿Eliminar esta conversación?")
    await buyer.page.keyboard.press("Escape")
    await expect(buyer.dialog).to_have_count(0)
    await expect(buyer.row(id)).to_be_visible()


async def test_a_conversation_hidden_by_the_bin_returns_with_only_the_new(people: People) -> None:
    buyer, seller = await people.come("james"), await people.come("chen-wei")
    id = await buyer.ask_about(await people.product("xinghe"))
    await buyer.say("Old one", "Old two")
    await seller.open_conversation(id)
    await expect(seller.bubbles).to_have_text(["Old one", "Old two"])
    await buyer.row(id).hover()
    await buyer.row(id).get_by_role("button").click()
    await buyer.confirm()
    await expect(buyer.row(id)).to_have_count(0)
    await expect(buyer.page.locator(".thread-none")).to_be_visible()
    await seller.say("New")
    await expect(buyer.row(id)).to_contain_text("New")
    await buyer.open_conversation(id)
    await expect(buyer.bubbles).to_have_text(["New"])
    await expect(seller.bubbles).to_have_text(["Old one", "Old two", "New"])


async def test_a_conversation_is_hidden_by_swiping_left(people: People) -> None:
    buyer, seller = await people.come("claire", PHONE), await people.come("marta", PHONE)
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Bonjour")
    await buyer.page.locator(".thread-back").tap()
    await expect(buyer.row(id)).to_contain_text("Bonjour")
    await buyer.swipe_left(buyer.row(id))
    await expect(buyer.dialog).to_contain_text("Supprimer cette conversation")
    await buyer.confirm()
    await expect(buyer.row(id)).to_have_count(0)
    await seller.open_conversation(id)
    await seller.say("¡Hola!")
    await expect(buyer.row(id)).to_contain_text("¡Hola!")


async def test_a_message_is_deleted_by_swiping_left(people: People) -> None:
    buyer = await people.come("lin-mei", PHONE)
    await buyer.ask_about(await people.product("nord"))
    await buyer.say("一", "二")
    await expect(buyer.message("二")).to_have_attribute("data-seq", "2")
    await buyer.swipe_left(buyer.message("二").locator(".message-line"))
    await buyer.confirm()
    await expect(buyer.bubbles).to_have_text(["一"])


async def test_a_short_swipe_springs_back(people: People) -> None:
    buyer = await people.come("lin-mei", PHONE)
    row = buyer.page.locator(".row").first
    await buyer.swipe_left(row, steps=4)
    await expect(row.locator(".swiping")).to_have_count(0)
    await expect(buyer.dialog).to_have_count(0)
    await expect(row).to_be_visible()
