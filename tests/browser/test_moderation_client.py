"""What a buyer and a seller see of moderation, side by side."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from hub.config import Settings
from tests.browser.people import PHONE, People, Person
from tests.browser.staff import POLICY, Staff, policy
from tests.browser.test_offline import lose_network, regain_network
from tests.browser.test_phone import TOO_SMALL

CONTACT = "Could you write me on whatsapp?"
NUMBER = "Please call me: six one two three four five six seven eight"
SPOKEN = "six one two three four five six seven eight"


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def our_policy(demo_url: str, demo_settings: Settings) -> AsyncIterator[None]:
    """Ours for these tests, then the hub's own again."""
    async with policy(demo_url, demo_settings, POLICY):
        yield


@pytest.fixture
def staff(people: People) -> Staff:
    return Staff(people.hub)


def marks(person: Person) -> Locator:
    """What is marked in the text that a person writes."""
    return person.page.locator(".composer-mark")


def notice(person: Person) -> Locator:
    """What is said about that text."""
    return person.page.locator(".composer-notice")


def own(person: Person, status: str) -> Locator:
    """Messages of one's own that the hub does not have, or not yet."""
    return person.page.locator(f".message[data-status={status}]")


async def ask(people: People, buyer: str, seller: str, shop: str) -> tuple[Person, Person, str]:
    """A buyer and a seller with a conversation open, and its id."""
    asking, answering = await people.come(buyer), await people.come(seller)
    id = await asking.ask_about(await people.product(shop))
    await asking.say("Hello")
    await answering.open_conversation(id)
    await expect(answering.message("Hello")).to_be_visible()
    return asking, answering, id


# -- refused --------------------------------------------------------------------------------------


async def test_a_refused_message_is_marked_mended_and_sent(people: People, staff: Staff) -> None:
    buyer, seller, id = await ask(people, "james", "marta", "olivo")
    await buyer.say(CONTACT)
    await expect(marks(buyer)).to_have_text(["whatsapp"])
    await expect(buyer.composer).to_have_value(CONTACT)
    await expect(buyer.composer).to_have_attribute("aria-invalid", "true")
    await expect(notice(buyer)).to_have_attribute("data-notice", "refused")
    said = notice(buyer).get_by_role("status")
    await expect(said).to_contain_text("Please keep the conversation here")
    await expect(said).to_contain_text("Marked: whatsapp")
    await buyer.composer.press("Enter")
    assert await buyer.page.evaluate("getSelection().toString()") == "whatsapp"
    await buyer.page.keyboard.type("this page")
    await expect(marks(buyer)).to_have_count(0)
    await expect(notice(buyer)).not_to_have_attribute("data-notice", "refused")
    await buyer.composer.press("Enter")
    await expect(seller.message("Could you write me on this page?")).to_be_visible()
    await expect(seller.bubbles).to_have_text(["Hello", "Could you write me on this page?"])
    assert len(await staff.incidents("james", id)) == 1


async def test_a_number_in_words_is_marked_whole(people: People) -> None:
    buyer = await people.come("james")
    await buyer.ask_about(await people.product("olivo"))
    await buyer.say(NUMBER)
    await expect(marks(buyer)).to_have_text([SPOKEN])
    await expect(buyer.bubbles).to_have_count(0)


async def test_what_was_typed_since_is_not_lost(people: People) -> None:
    buyer = await people.come("james")
    await buyer.ask_about(await people.product("olivo"))
    await buyer.say("Hello")
    await expect(buyer.message("Hello")).to_have_attribute("data-seq", "1")
    await lose_network(buyer)
    await buyer.say(CONTACT)
    await expect(own(buyer, "sending")).to_have_count(1)
    await buyer.composer.press_sequentially("And which colours")
    await regain_network(buyer)
    await expect(buyer.composer).to_have_value(f"{CONTACT}\nAnd which colours")
    await buyer.page.keyboard.type(" are there?")
    await expect(buyer.composer).to_have_value(f"{CONTACT}\nAnd which colours are there?")
    await expect(marks(buyer)).to_have_text(["whatsapp"])
    await expect(own(buyer, "sending")).to_have_count(0)


async def test_a_refused_message_survives_a_reload(people: People, staff: Staff) -> None:
    buyer = await people.come("james")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.say(CONTACT)
    await expect(marks(buyer)).to_have_text(["whatsapp"])
    await buyer.reload()
    await expect(marks(buyer)).to_have_text(["whatsapp"])
    await buyer.composer.press("Enter")
    await expect(buyer.composer).to_have_value(CONTACT)
    assert len(await staff.incidents("james", id)) == 1


@pytest.mark.parametrize(
    ("persona", "shop", "ask_label"),
    [
        ("ana", "olivo", "Pedir una revisión"),
        ("claire", "nord", "Demander un examen"),
        ("lin-mei", "xinghe", "申请复核"),
    ],
)
async def test_a_refusal_speaks_the_writers_language(
    people: People, persona: str, shop: str, ask_label: str
) -> None:
    buyer = await people.come(persona)
    await buyer.ask_about(await people.product(shop))
    await buyer.say("WhatsApp?")
    await expect(marks(buyer)).to_have_text(["WhatsApp"])
    await expect(notice(buyer).get_by_role("status")).not_to_contain_text("Please")
    await expect(notice(buyer).get_by_role("button", name=ask_label)).to_be_visible()


async def test_a_refusal_fits_a_phone(people: People) -> None:
    buyer = await people.come("james", PHONE)
    await buyer.ask_about(await people.product("olivo"))
    await buyer.say(f"{CONTACT} {NUMBER}")
    await expect(marks(buyer)).to_have_text(["whatsapp", SPOKEN])
    await expect(notice(buyer).get_by_role("button")).to_be_in_viewport()
    width = await buyer.page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["viewport"]["width"]
    assert await buyer.page.evaluate(TOO_SMALL) == []


# -- before sending -------------------------------------------------------------------------------


async def test_people_learn_before_they_send(people: People, staff: Staff) -> None:
    buyer = await people.come("james")
    id = await buyer.ask_about(await people.product("olivo"))
    await buyer.composer.press_sequentially(CONTACT)
    await expect(marks(buyer)).to_have_text(["whatsapp"])
    await expect(notice(buyer)).to_have_attribute("data-notice", "advice")
    await expect(buyer.composer).not_to_have_attribute("aria-invalid", "true")
    await buyer.composer.fill("Could you write me here?")
    await expect(marks(buyer)).to_have_count(0)
    await buyer.composer.press("Enter")
    await expect(buyer.message("Could you write me here?")).to_be_visible()
    assert await staff.incidents("james", id) == []


# -- reviews --------------------------------------------------------------------------------------


async def refused(people: People, buyer: str = "james") -> tuple[Person, Person, str]:
    """A buyer whose message was refused, the seller, and their conversation."""
    asking, answering, id = await ask(people, buyer, "diego", "olivo")
    await asking.say(CONTACT)
    await expect(marks(asking)).to_have_text(["whatsapp"])
    return asking, answering, id


async def appeal(buyer: Person, comment: str = "") -> None:
    await notice(buyer).get_by_role("button", name="Ask for a review").click()
    await buyer.dialog.get_by_label("Why is it fine").fill(comment)
    await buyer.dialog.locator("button[type=submit]").click()
    await expect(buyer.dialog).to_have_count(0)


async def test_an_overturned_message_is_sent_by_a_click(people: People, staff: Staff) -> None:
    buyer, seller, id = await refused(people)
    await appeal(buyer, "It is the model's name.")
    await expect(own(buyer, "asked")).to_contain_text("Being reviewed")
    await expect(buyer.composer).to_have_value("")
    (incident,) = await staff.incidents("james", id)
    assert incident["appeal"]["comment"] == "It is the model's name."
    await staff.decide("james", id, "overturned")
    approved = own(buyer, "approved")
    await expect(approved).to_contain_text("your message may be sent")
    await expect(seller.message(CONTACT)).to_have_count(0)
    await approved.get_by_role("button", name="Send now").click()
    await expect(seller.message(CONTACT)).to_be_visible()
    await expect(buyer.bubbles).to_have_text(["Hello", CONTACT])


async def test_an_upheld_message_is_kindly_explained_and_may_be_changed(
    people: People, staff: Staff
) -> None:
    buyer, seller, id = await refused(people)
    await appeal(buyer)
    await expect(own(buyer, "asked")).to_be_visible()
    await staff.decide("james", id, "upheld")
    told = own(buyer, "refused")
    await expect(told).to_contain_text("You are welcome to change it")
    await expect(buyer.page.locator("[data-announcements]")).to_contain_text("welcome to change")
    await buyer.reload()
    await expect(told).to_contain_text("You are welcome to change it")
    await told.get_by_role("button", name="Edit").click()
    await buyer.composer.fill("Could you write me here?")
    await buyer.composer.press("Enter")
    await expect(buyer.bubbles).to_have_text(["Hello", "Could you write me here?"])
    await expect(seller.bubbles).to_have_text(["Hello", "Could you write me here?"])


async def test_a_review_is_asked_for_by_keyboard(people: People) -> None:
    buyer, *_ = await refused(people)
    await buyer.page.keyboard.press("Tab")
    await buyer.page.keyboard.press("Tab")
    await buyer.page.keyboard.press("Enter")
    await expect(buyer.dialog.get_by_label("Why is it fine")).to_be_focused()
    await buyer.page.keyboard.type("It is a film.")
    await buyer.page.keyboard.press("Tab")
    await buyer.page.keyboard.press("Tab")
    await buyer.page.keyboard.press("Enter")
    await expect(own(buyer, "asked")).to_contain_text("Being reviewed")


async def test_a_decision_that_was_missed_is_told_later(people: People, staff: Staff) -> None:
    buyer, _, id = await refused(people)
    await appeal(buyer)
    await expect(own(buyer, "asked")).to_be_visible()
    await lose_network(buyer)
    await staff.decide("james", id, "overturned")
    await regain_network(buyer)
    await expect(own(buyer, "approved")).to_contain_text("your message may be sent")


# -- held -----------------------------------------------------------------------------------------

CALL = "Please call me: 612 345 678"


async def held(people: People, buyer: str, seller: str) -> tuple[Person, Person, str]:
    """A buyer whose message about an order waits for staff, the seller, their conversation."""
    order = await people.order(buyer, "olivo")
    asking, answering = await people.come(buyer, path="/orders"), await people.come(seller)
    await asking.page.locator(f"[data-order={order}] .button-primary").click()
    id = await asking.opened()
    await asking.say("Bonjour", CALL, "Merci")
    await answering.open_conversation(id)
    await expect(answering.bubbles).to_have_text(["Bonjour", "Merci"])
    await expect(own(asking, "held")).to_have_count(1)
    return asking, answering, id


async def test_a_held_message_is_seen_by_its_sender_only_until_it_is_released(
    people: People, staff: Staff
) -> None:
    buyer, seller, id = await held(people, "claire", "marta")
    await expect(own(buyer, "held")).to_contain_text("À l’examen")
    await expect(seller.row(id)).to_contain_text("Merci")
    await buyer.reload()
    await expect(own(buyer, "held")).to_contain_text(CALL)
    await staff.decide("claire", id, "overturned")
    for person in (buyer, seller):
        await expect(person.bubbles).to_have_text(["Bonjour", "Merci", CALL])
    await expect(own(buyer, "held")).to_have_count(0)
    await expect(buyer.message(CALL)).to_have_attribute("data-seq", "3")


async def test_a_held_message_that_is_refused_says_so(people: People, staff: Staff) -> None:
    buyer, seller, id = await held(people, "claire", "marta")
    await staff.decide("claire", id, "upheld")
    await expect(own(buyer, "refused")).to_contain_text("Vous pouvez le modifier")
    await own(buyer, "refused").get_by_role("button", name="Retirer").click()
    for person in (buyer, seller):
        await expect(person.bubbles).to_have_text(["Bonjour", "Merci"])


async def test_a_release_that_was_missed_doubles_nothing(people: People, staff: Staff) -> None:
    buyer, seller, id = await held(people, "claire", "marta")
    await lose_network(buyer)
    await staff.decide("claire", id, "overturned")
    await expect(seller.bubbles).to_have_text(["Bonjour", "Merci", CALL])
    await regain_network(buyer)
    await expect(buyer.bubbles).to_have_text(["Bonjour", "Merci", CALL])
    await expect(own(buyer, "held")).to_have_count(0)


# -- removed --------------------------------------------------------------------------------------


async def test_what_is_removed_is_gone_wherever_it_was_shown(people: People, staff: Staff) -> None:
    buyer, seller, id = await ask(people, "james", "marta", "olivo")
    await seller.message("Hello").hover()
    await seller.message("Hello").get_by_role("button", name="Responder").click()
    await seller.say("Buenas tardes")
    quote = buyer.message("Buenas tardes").locator(".quote")
    await expect(quote).to_contain_text("Hello")
    searching = await people.come("diego")
    await searching.page.locator("input[type=search]").fill("Buenas tardes")
    hit = searching.page.locator(f"[data-hits] a[href^='/messages/{id}']")
    await expect(hit).to_have_count(1)
    await staff.erase(id, 1)
    await expect(quote).to_contain_text("Removed by the marketplace")
    await staff.erase(id, 2)
    await expect(buyer.bubbles).to_have_text(["Removed by the marketplace"] * 2)
    await expect(seller.bubbles).to_have_text(["Retirado por la plataforma"] * 2)
    await expect(buyer.row(id)).to_contain_text("Removed by the marketplace")
    await expect(hit).to_have_count(0)
    for person in (buyer, seller):
        await person.reload()
        await expect(person.page.locator(".bubble-erased")).to_have_count(2)


async def test_what_was_removed_while_one_was_away_is_caught_up_with(
    people: People, staff: Staff
) -> None:
    buyer, seller, id = await ask(people, "james", "marta", "olivo")
    await lose_network(buyer)
    await staff.erase(id, 1)
    await expect(seller.bubbles).to_have_text(["Retirado por la plataforma"])
    await regain_network(buyer)
    await expect(buyer.bubbles).to_have_text(["Removed by the marketplace"])
    await expect(buyer.row(id)).to_contain_text("Removed by the marketplace")


# -- pauses ---------------------------------------------------------------------------------------


async def test_a_pause_says_when_it_ends_and_ends_by_itself(people: People, staff: Staff) -> None:
    buyer, seller, _ = await ask(people, "jonas", "owen", "nord")
    await staff.suspend("jonas", 6)
    await buyer.say("Is it warm?")
    await expect(notice(buyer)).to_have_attribute("data-notice", "paused")
    await expect(notice(buyer)).to_contain_text("You can write again at")
    await expect(buyer.composer).to_be_disabled()
    await expect(buyer.composer).to_have_value("Is it warm?")
    await expect(buyer.composer).to_be_enabled()
    await expect(buyer.page.locator("[data-announcements]")).to_have_text("You can write again.")
    await buyer.composer.press("Enter")
    await expect(seller.message("Is it warm?")).to_be_visible()
    await expect(buyer.bubbles).to_have_text(["Hello", "Is it warm?"])


async def test_one_can_read_while_one_cannot_write(people: People, staff: Staff) -> None:
    buyer, seller, _ = await ask(people, "jonas", "owen", "nord")
    await staff.suspend("jonas", 3_600)
    await buyer.say("Is it warm?")
    await expect(buyer.composer).to_be_disabled()
    await seller.say("It is very warm.")
    await expect(seller.message("It is very warm.")).to_have_attribute("data-status", "read")
    await staff.suspend("jonas", None)
    await buyer.reload()
    await expect(buyer.composer).to_be_enabled()
    await expect(buyer.composer).to_have_value("Is it warm?")


# -- reporting ------------------------------------------------------------------------------------


async def report(person: Person) -> None:
    """Fill in the form that is open, by keyboard."""
    await expect(person.dialog).to_be_visible()
    await person.dialog.get_by_label("Fraud").focus()
    await person.page.keyboard.press("Space")
    await person.dialog.locator("button[type=submit]").focus()
    await person.page.keyboard.press("Enter")
    await expect(person.dialog).to_have_count(0)


async def told(people: People) -> tuple[Person, Locator, str]:
    """A buyer, a message that a seller sent them, and the conversation."""
    buyer, seller, id = await ask(people, "james", "li-na", "xinghe")
    await seller.say("Pay me first.")
    await expect(buyer.message("Pay me first.")).to_be_visible()
    return buyer, buyer.message("Pay me first."), id


async def test_a_message_is_reported_by_mouse_and_says_so(people: People, staff: Staff) -> None:
    buyer, message, id = await told(people)
    await message.hover()
    await message.get_by_role("button", name="More").click()
    await buyer.page.get_by_role("menuitem", name="Report").click()
    await report(buyer)
    await expect(message).to_contain_text("Reported by you")
    await message.hover(position={"x": 5, "y": 5})
    await message.get_by_role("button", name="More").click()
    await expect(buyer.page.get_by_role("menuitem", name="Report")).to_have_count(0)
    (incident,) = await staff.incidents("li-na", id)
    assert [it["reason"] for it in incident["reports"]] == ["fraud"]


async def test_a_message_is_reported_by_keyboard_alone(people: People) -> None:
    buyer, message, _ = await told(people)
    await buyer.page.locator(".messages").focus()
    await buyer.page.keyboard.press("ArrowUp")
    await expect(message).to_be_focused()
    more = message.get_by_role("button", name="More")
    await expect(more).to_be_visible()
    for _ in range(3):
        await buyer.page.keyboard.press("Tab")
    await expect(more).to_be_focused()
    await buyer.page.keyboard.press("Enter")
    await expect(buyer.page.get_by_role("menuitem", name="Reply")).to_be_focused()
    await buyer.page.keyboard.press("End")
    await buyer.page.keyboard.press("Enter")
    await report(buyer)
    await expect(message).to_contain_text("Reported by you")


async def test_a_message_is_reported_by_touch(people: People) -> None:
    buyer, seller = await people.come("james", PHONE), await people.come("li-na")
    id = await buyer.ask_about(await people.product("xinghe"))
    await buyer.say("Hello")
    await seller.open_conversation(id)
    await seller.say("Pay me first.")
    message = buyer.message("Pay me first.")
    await message.tap()
    await message.get_by_role("button", name="More").tap()
    await buyer.page.get_by_role("menuitem", name="Report").tap()
    await buyer.dialog.get_by_label("Fraud").tap()
    await buyer.dialog.locator("button[type=submit]").tap()
    await expect(message).to_contain_text("Reported by you")
