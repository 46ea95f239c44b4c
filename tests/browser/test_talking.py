"""A buyer and a seller talk, side by side."""

from playwright.async_api import expect

from tests.browser.people import People


async def test_from_a_product_to_the_seller_at_once(people: People) -> None:
    buyer, seller = await people.come("ana"), await people.come("marta")
    id = await buyer.ask_about("lampara-faro")
    await buyer.say("¿Sigue disponible?")
    await expect(seller.row(id)).to_contain_text("¿Sigue disponible?")
    await expect(seller.row(id).locator("[data-unread]")).to_contain_text("1")
    await seller.open_conversation(id)
    await expect(seller.message("¿Sigue disponible?")).to_be_visible()
    await seller.say("Sí, quedan dos.")
    await expect(buyer.message("Sí, quedan dos.")).to_be_visible()


async def test_unread_turns_into_read_once_it_is_displayed(people: People) -> None:
    buyer, seller = await people.come("james"), await people.come("marta")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Is it frost-proof?")
    mine = buyer.message("Is it frost-proof?")
    await expect(mine).to_have_attribute("data-status", "delivered")
    await expect(mine.locator(".receipt")).to_have_text("Unread")
    await seller.open_conversation(id)
    await expect(mine).to_have_attribute("data-status", "read")
    await expect(mine.locator(".receipt")).to_have_text("Read")
    await expect(seller.row(id).locator("[data-unread]")).to_have_count(0)


async def test_what_arrives_in_a_hidden_tab_is_not_read(people: People) -> None:
    buyer, seller = await people.come("james"), await people.come("marta")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("One")
    await seller.open_conversation(id)
    await expect(buyer.message("One")).to_have_attribute("data-status", "read")
    await seller.page.evaluate(
        """() => {
            Object.defineProperty(document, "visibilityState", { value: "hidden", writable: true });
        }"""
    )
    await buyer.say("Two")
    await expect(seller.message("Two")).to_be_visible()
    await expect(buyer.message("Two")).to_have_attribute("data-status", "delivered")
    await seller.page.evaluate(
        """() => {
            document.visibilityState = "visible";
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    await expect(buyer.message("Two")).to_have_attribute("data-status", "read")


async def test_the_badge_in_the_header_counts_what_is_unread(people: People) -> None:
    seller, buyer = await people.come("owen"), await people.come("jonas")
    await seller.page.locator(".nav a[href='/orders']").click()
    before = (await seller.state())["unread_total"]
    await buyer.ask_about(await people.product("nord"))
    await buyer.say("Hallo", "Passt ein Laptop hinein?")
    await expect(seller.page.locator("[data-nav-count]")).to_contain_text(str(before + 2))


async def test_typing_and_presence_show_on_the_other_side(people: People) -> None:
    buyer, seller = await people.come("claire"), await people.come("diego")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Bonjour")
    await seller.open_conversation(id)
    await expect(buyer.page.locator("[data-presence=online]")).to_be_visible()
    await seller.composer.press_sequentially("Un mom")
    await expect(buyer.page.locator("[data-typing]")).to_contain_text("Taller Olivo")
    await seller.say("Un momento")
    await expect(buyer.page.locator("[data-typing]")).to_have_count(0)
    await seller.page.close()
    await expect(buyer.page.locator("[data-presence=offline]")).to_be_visible()


async def test_everything_is_still_there_after_a_reload(people: People) -> None:
    buyer = await people.come("lin-mei")
    await buyer.ask_about(await people.product("nord"))
    await buyer.say("一", "二", "三")
    await expect(buyer.bubbles).to_have_text(["一", "二", "三"])
    await expect(buyer.page.locator("[data-status=sending]")).to_have_count(0)
    await buyer.composer.fill("四")
    await buyer.reload()
    await expect(buyer.bubbles).to_have_text(["一", "二", "三"])
    await expect(buyer.composer).to_have_value("四")


async def test_a_reply_quotes_and_leads_back(people: People) -> None:
    buyer = await people.come("james")
    await buyer.ask_about(await people.product("nord"))
    await buyer.say("How long does it burn?")
    mine = buyer.message("How long does it burn?")
    await expect(mine).to_have_attribute("data-seq", "1")
    await mine.hover()
    await mine.get_by_role("button", name="Reply").click()
    await buyer.say("About 45 hours, I read.")
    quote = buyer.message("About 45 hours, I read.").locator(".quote")
    await expect(quote).to_contain_text("How long does it burn?")
    await quote.click()
    await expect(mine).to_be_focused()


async def test_an_order_moves_on_and_both_read_it_in_their_language(people: People) -> None:
    order = await people.order("claire", "olivo")
    buyer = await people.come("claire", path="/orders")
    await buyer.page.locator(f"[data-order={order}] .button-primary").click()
    id = await buyer.opened()
    seller = await people.come("diego", path="/orders")
    sold = seller.page.locator(f"[data-order={order}]")
    await sold.locator("[data-move=processing]").click()
    await sold.locator("[data-move=shipped]").click()
    await seller.dialog.get_by_label("Transportista").fill("Correos")
    await seller.dialog.get_by_label("Número de seguimiento").fill("PQ1ES")
    await seller.dialog.locator("button[type=submit]").click()
    system = buyer.page.locator(".system").last
    await expect(system).to_contain_text("La commande a été expédiée")
    await expect(system).to_contain_text("PQ1ES")
    card = buyer.page.locator(".context")
    await expect(card.locator(".context-facts .status")).to_have_text("Expédiée")
    await expect(card.locator(".context-before .status")).to_have_text("Reçue")
    await sold.get_by_role("button", name="Contactar con el comprador").click()
    assert await seller.opened() == id
    await expect(seller.page.locator(".system").last).to_contain_text("El pedido se ha enviado")


async def test_the_card_shows_the_price_of_then_and_now(people: People) -> None:
    product = await people.product("olivo")
    buyer = await people.come("james")
    await buyer.ask_about(product)
    cheaper = {"shop": "olivo", "title": "Thing", "price": {"amount": "8.00", "currency": "EUR"}}
    await people.hub.service.record("product", product, cheaper | {"url": f"/products/{product}"})
    await buyer.reload()
    card = buyer.page.locator(".context")
    await expect(card.locator(".context-price")).to_have_text("€8.00")
    await expect(card.locator(".context-before")).to_contain_text("€10.00")


async def test_help_is_asked_for_in_the_message_centre_and_staff_answer(people: People) -> None:
    buyer, staff = await people.come("jonas"), await people.come("robin")
    await buyer.go("/messages")
    await buyer.page.get_by_role("button", name="Get help").click()
    id = await buyer.opened()
    await buyer.say("Where is my parcel?")
    await staff.open_conversation(id)
    await staff.say("Let me look into it.")
    await expect(buyer.message("Let me look into it.")).to_be_visible()
    await expect(staff.page.get_by_role("button", name="Get help")).to_have_count(0)


async def test_a_hub_that_does_not_translate_says_nothing_of_it(people: People) -> None:
    buyer, seller = await people.come("james"), await people.come("marta")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Is it frost-proof?")
    await seller.open_conversation(id)
    await expect(seller.message("Is it frost-proof?")).to_be_visible()
    await seller.say("Sí.")
    await expect(buyer.message("Sí.")).to_be_visible()
    for person in (buyer, seller):
        for part in (".language", ".switch", ".translated", ".preview-ask"):
            await expect(person.page.locator(part)).to_have_count(0)
