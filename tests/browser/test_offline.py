"""Writing while the network is gone."""

from playwright.async_api import expect

from tests.browser.people import People, Person

NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
# The first three times, so that a client which begins anew each time comes to an end.
ONLINE_WHILE_CONNECTING = """let left = 3;
window.WebSocket = class extends WebSocket {
    constructor(...given) {
        super(...given);
        if (left-- > 0) queueMicrotask(() => dispatchEvent(new Event("online")));
    }
};"""


async def lose_network(person: Person) -> None:
    await person.context.set_offline(True)
    await expect(person.page.locator(".banner")).to_be_visible()


async def regain_network(person: Person) -> None:
    await person.context.set_offline(False)
    await expect(person.page.locator(".banner")).to_have_count(0)
    # A browser that could not connect says so on the console.
    person.problems = [problem for problem in person.problems if NO_NETWORK not in problem]


async def test_what_is_written_offline_arrives_exactly_once(people: People) -> None:
    buyer, seller = await people.come("ana"), await people.come("marta")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Antes")
    await seller.open_conversation(id)
    await expect(seller.bubbles).to_have_text(["Antes"])
    await lose_network(buyer)
    await buyer.say("Sin red 1", "Sin red 2")
    waiting = buyer.page.locator("[data-status=sending]")
    await expect(waiting).to_have_count(2)
    await expect(waiting.first).to_contain_text("A la espera de conexión")
    await expect(seller.bubbles).to_have_text(["Antes"])
    await regain_network(buyer)
    await expect(waiting).to_have_count(0)
    expected = ["Antes", "Sin red 1", "Sin red 2"]
    await expect(buyer.bubbles).to_have_text(expected)
    await expect(seller.bubbles).to_have_text(expected)


async def test_what_is_written_offline_survives_closing_the_page(people: People) -> None:
    buyer = await people.come("james")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Before")
    await expect(buyer.message("Before")).to_have_attribute("data-seq", "1")
    await lose_network(buyer)
    await buyer.say("Kept")
    await expect(buyer.page.locator("[data-status=sending]")).to_have_count(1)
    await buyer.page.close()
    buyer.problems.clear()
    await buyer.context.set_offline(False)
    again = await people.window("james", buyer.context)
    await again.go(f"/messages/{id}?as=james")
    await expect(again.bubbles).to_have_text(["Before", "Kept"])
    await expect(again.message("Kept")).to_have_attribute("data-seq", "2")


async def test_what_was_missed_offline_is_caught_up(people: People) -> None:
    buyer, seller = await people.come("lin-mei"), await people.come("sophie")
    id = await buyer.ask_about(await people.product("nord"))
    await buyer.say("在吗？")
    await seller.open_conversation(id)
    await expect(seller.bubbles).to_have_text(["在吗？"])
    await lose_network(buyer)
    await seller.say("Oui", "Bien sûr")
    await expect(seller.message("Bien sûr")).to_have_attribute("data-seq", "3")
    await regain_network(buyer)
    await expect(buyer.bubbles).to_have_text(["在吗？", "Oui", "Bien sûr"])
    await expect(seller.message("Bien sûr")).to_have_attribute("data-status", "read")


async def test_an_attempt_to_connect_is_not_begun_anew_by_a_network_come_back(
    people: People,
) -> None:
    buyer = await people.somebody("james")
    await buyer.page.add_init_script(ONLINE_WHILE_CONNECTING)
    await buyer.go("/messages?as=james")
    await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Hello")
    await expect(buyer.message("Hello")).to_have_attribute("data-seq", "1")


async def test_a_message_the_hub_refuses_keeps_its_text_to_be_edited(people: People) -> None:
    buyer = await people.come("james")
    await buyer.ask_about(await people.product("olivo"))
    await buyer.say("\u200b\u200d", "Fine")
    await expect(buyer.message("Fine")).to_have_attribute("data-seq", "1")
    failed = buyer.page.locator("[data-status=failed]")
    await expect(failed.get_by_role("alert")).to_contain_text("Not sent")
    await buyer.reload()
    await expect(failed).to_be_visible()
    await failed.get_by_role("button", name="Edit").click()
    await expect(failed).to_have_count(0)
    await expect(buyer.composer).to_have_value("\u200b\u200d")
    await buyer.say("Better")
    await expect(buyer.message("Better")).to_have_attribute("data-seq", "2")
