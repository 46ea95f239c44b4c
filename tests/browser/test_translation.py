"""Two people with two languages: each reads their own.

What they say the hub knows by heart, so that the same is read on every machine; German is known so
and not otherwise.
"""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Locator, WebSocket, expect

from hub.app import running
from hub.config import Settings
from hub.demo.data import marketplace
from tests.browser.people import PHONE, People, Person
from tests.support.background import in_background
from tests.support.tokens import SECRET

SPANISH, ENGLISH = "¿Sigue disponible?", "Is this still available?"
YES, SI = "Yes, it is available.", "Sí, está disponible."
UNKNOWN = "Der Griff wackelt sonderbar."
PARTLY = f"Hallo, ist das noch verfügbar? {UNKNOWN}"
FROM_SPANISH = "Translated from Spanish"

FIRST_TOP = """() => {
    const box = document.querySelector(".messages");
    const top = box.getBoundingClientRect().top;
    const first = [...box.querySelectorAll("[data-seq]")]
        .find((it) => it.getBoundingClientRect().top >= top);
    return { seq: first.dataset.seq, top: first.getBoundingClientRect().top };
}"""
TOP_OF = """(seq) => document.querySelector(`[data-seq="${seq}"]`).getBoundingClientRect().top"""
SCROLLED = """(share) => {
    const box = document.querySelector(".messages");
    if (share !== null) box.scrollTop = share * (box.scrollHeight - box.clientHeight);
    return box.scrollTop;
}"""
DRAWN = "new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))"
COPIED = """() => {
    window.copied = null;
    navigator.clipboard.writeText = async (text) => { window.copied = text; };
}"""


ANNOUNCED = """() => {
    window.announced = [];
    const live = document.querySelector("[data-announcements]");
    const note = () => window.announced.push(live.textContent);
    const all = { subtree: true, childList: true, characterData: true };
    new MutationObserver(note).observe(live, all);
}"""


@pytest.fixture(scope="module")
def demo_settings(mongo_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of a demo that translates."""
    return Settings(
        port=0,
        data_dir=tmp_path_factory.mktemp("translation"),
        mongo_uri=mongo_uri,
        mongo_database="browser_translation",
        jwt_secret=SECRET,
        send_rate=100,
        send_burst=200,
        preview_rate=100,
        languages=("en", "es", "fr", "zh", "de"),
    )


@pytest.fixture(scope="module")
def demo_url(demo_settings: Settings) -> Iterator[str]:
    with in_background(lambda: running(demo_settings, demo=True)) as hub:
        yield hub.url


@asynccontextmanager
async def reading(person: Person, language: str, back: str) -> AsyncIterator[None]:
    """Somebody reads another language for a while."""
    await choose_language(person, language)
    try:
        yield
    finally:
        await choose_language(person, back)


async def choose_language(person: Person, name: str) -> None:
    await person.page.locator(".language-button").click()
    await person.page.get_by_role("menuitemradio", name=name).click()
    await expect(person.page.locator(".language-name")).to_have_text(name)


async def talking(people: People, *, phone: bool = False) -> tuple[Person, Person, str]:
    """A Spanish buyer and an operator who reads English, with a new conversation open."""
    at = [PHONE] if phone else []
    buyer, seller = await people.come("ana", *at), await people.come("owen", *at)
    id = await buyer.ask_about(await people.product("nord"))
    await buyer.say(SPANISH)
    await expect(seller.row(id)).to_be_visible()
    await seller.open_conversation(id)
    return buyer, seller, id


def note(message: Locator) -> Locator:
    """What is said below a message about its translation."""
    return message.locator(".translated")


async def test_each_reads_their_own_language(people: People) -> None:
    buyer, seller, id = await talking(people)
    got = seller.message(ENGLISH)
    await expect(got.locator(".bubble-text")).to_have_attribute("lang", "en")
    await expect(note(got)).to_contain_text(FROM_SPANISH)
    await expect(seller.row(id)).to_contain_text(ENGLISH)
    await seller.say(YES)
    await expect(note(buyer.message(SI))).to_contain_text("Traducido del inglés")
    await expect(buyer.row(id)).to_contain_text(SI)
    await expect(note(buyer.message(SPANISH))).to_have_count(0)
    await expect(note(seller.message(YES))).to_have_count(0)
    for person in (buyer, seller):
        await person.reload()
    await expect(seller.message(ENGLISH)).to_be_visible()
    await expect(buyer.message(SI)).to_be_visible()


async def test_a_message_is_read_out_once_in_the_readers_language(people: People) -> None:
    buyer, seller, _ = await talking(people)
    await expect(seller.message(ENGLISH)).to_be_visible()
    await seller.page.evaluate(ANNOUNCED)
    live = seller.page.locator("[data-announcements]")
    for text, read_out in (("Gracias", "Thanks"), (UNKNOWN, UNKNOWN)):
        await buyer.say(text)
        await expect(live).to_have_text(f"Ana Torres: {read_out}")
    assert len(await seller.page.evaluate("announced")) == 2


async def test_the_original_is_one_key_away_and_copied_as_shown(people: People) -> None:
    _, seller, _ = await talking(people)
    await seller.page.evaluate(COPIED)
    await seller.message(ENGLISH).click(button="right", position={"x": 5, "y": 5})
    await seller.message(ENGLISH).focus()
    turn = seller.page.get_by_role("button", name="Show original")
    while not await turn.evaluate("(it) => it === document.activeElement"):
        await seller.page.keyboard.press("Tab")
    await seller.page.keyboard.press("Enter")
    original = seller.message(SPANISH)
    await expect(original.locator(".bubble-text")).to_have_attribute("lang", "es")
    await expect(original.locator(".bubble-text")).to_have_attribute("dir", "auto")
    await expect(note(original)).to_contain_text("Original in Spanish")
    await expect(original.get_by_role("button", name="Show translation")).to_be_focused()
    for text, button in ((SPANISH, "Show translation"), (ENGLISH, "Show original")):
        message = seller.message(text)
        await message.get_by_role("button", name="More").click()
        await seller.page.get_by_role("menuitem", name="Copy text").click()
        assert await seller.page.evaluate("copied") == text
        await message.get_by_role("button", name=button).click()


async def test_what_was_translated_is_quoted_and_found_so(people: People) -> None:
    _, seller, _ = await talking(people)
    got = seller.message(ENGLISH)
    await got.hover()
    await got.get_by_role("button", name="Reply").click()
    await expect(seller.page.locator(".replying")).to_contain_text(ENGLISH)
    await seller.say(YES)
    await expect(seller.message(YES).locator(".quote")).to_contain_text(ENGLISH)
    await seller.page.get_by_role("searchbox").fill("still available")
    hit = seller.page.locator("[data-hits] .row").first
    await expect(hit.locator(".row-hit[lang=en]")).to_contain_text(ENGLISH)
    await expect(hit.locator("mark")).to_have_text(["still", "available"])
    await seller.page.get_by_role("searchbox").fill("disponible")
    await expect(hit.locator(".row-hit[lang=en]")).to_contain_text(ENGLISH)
    await expect(hit.locator(".row-hit[lang=es] mark").first).to_have_text("disponible")


async def test_a_rough_translation_says_so_and_none_is_not_hidden(people: People) -> None:
    buyer, seller = await people.come("jonas"), await people.come("owen")
    id = await buyer.ask_about(await people.product("nord"))
    await buyer.say(PARTLY, UNKNOWN)
    await seller.open_conversation(id)
    rough = seller.page.locator(".message").filter(has_text="Hello, is this")
    await expect(note(rough)).to_contain_text("may be rough")
    await rough.get_by_role("button", name="Show original").click()
    await expect(note(seller.message(PARTLY))).not_to_contain_text("may be rough")
    none = note(seller.message(UNKNOWN))
    await expect(none).to_have_text("No translation available — shown in the original")


async def test_another_language_to_read_turns_the_page_and_the_messages(people: People) -> None:
    _, seller, id = await talking(people)
    colleague = await people.window("owen", seller.context)
    await colleague.go(f"/messages/{id}?as=owen")
    async with reading(seller, "Français", "English"):
        translated = seller.message("Est-ce toujours disponible ?")
        await expect(note(translated)).to_contain_text("original en espagnol")
        await expect(seller.page.locator("html")).to_have_attribute("lang", "fr")
        await expect(seller.row(id)).to_contain_text("Est-ce toujours disponible ?")
        await expect(colleague.message("Est-ce toujours disponible ?")).to_be_visible()
        await choose_language(seller, "Español")
        await expect(note(seller.message(SPANISH))).to_have_count(0)
        await seller.reload()
        await expect(seller.composer).to_have_attribute("placeholder", "Escribe un mensaje…")
        await choose_language(seller, "Deutsch")
        await expect(seller.message("Ist das noch verfügbar?")).to_be_visible()
    await expect(seller.message(ENGLISH)).to_be_visible()


async def test_orders_are_told_of_in_the_language_one_reads(people: People) -> None:
    order = await people.order("ana", "nord")
    buyer = await people.come("ana", path="/orders")
    await buyer.page.locator(f"[data-order={order}] .button-primary").click()
    await buyer.opened()
    await people.hub.service.order_status(order, "shipped")
    told = {"Français": "La commande a été expédiée", "中文": "订单已发货"}
    status = {"Français": "Expédiée", "中文": "已发货"}
    await expect(buyer.page.locator(".system")).to_contain_text("El pedido se ha enviado")
    async with reading(buyer, "English", "Español"):
        await expect(buyer.page.locator(".system")).to_contain_text("The order has been shipped")
        for language, text in told.items():
            await choose_language(buyer, language)
            await expect(buyer.page.locator(".system")).to_contain_text(text)
            card = buyer.page.locator(".context .context-facts .status")
            await expect(card).to_have_text(status[language])


async def test_a_conversation_is_switched_to_its_originals_and_back(people: People) -> None:
    buyer, seller, id = await talking(people)
    await expect(seller.message(ENGLISH)).to_be_visible()
    switch = seller.page.get_by_role("switch", name="Translate this conversation")
    await switch.focus()
    await seller.page.keyboard.press("Space")
    await expect(switch).to_have_attribute("aria-checked", "false")
    await expect(seller.row(id)).to_contain_text(SPANISH)
    await buyer.say("Gracias")
    for text in (SPANISH, "Gracias"):
        await expect(seller.message(text)).to_be_visible()
        await expect(note(seller.message(text))).to_have_count(0)
    await seller.reload()
    await expect(switch).to_have_attribute("aria-checked", "false")
    await switch.click()
    await expect(seller.message(ENGLISH)).to_be_visible()
    await expect(seller.row(id)).to_contain_text("Thank")


async def test_a_preview_shows_what_the_other_will_read(people: People) -> None:
    buyer = await people.come("jonas")
    await buyer.ask_about(await people.product("olivo"))
    ask = buyer.page.get_by_role("button", name="Preview translation")
    await expect(ask).to_be_disabled()
    await buyer.composer.fill("Danke")
    await ask.click()
    preview = buyer.page.locator(".preview")
    await expect(preview).to_contain_text("Taller Olivo will read, in Spanish:")
    await expect(preview.locator(".preview-text")).to_have_text("Gracias")
    await expect(preview.locator(".preview-text")).to_have_attribute("lang", "es")
    await expect(preview.locator(".preview-back")).to_contain_text("Danke")
    await buyer.composer.press("!")
    await expect(preview).to_have_count(0)
    await buyer.composer.fill(PARTLY)
    await ask.click()
    await expect(preview.locator(".preview-tip")).to_contain_text("Short, plain sentences")
    await buyer.composer.press("Enter")
    await expect(preview).to_have_count(0)
    await expect(buyer.message(PARTLY)).to_be_visible()


async def test_a_quick_reply_is_chosen_changed_and_read_in_the_shops_words(people: People) -> None:
    buyer, seller, _ = await talking(people)
    texts = (marketplace().shops["nord"].quick_replies or [])[0].texts
    await seller.page.get_by_role("button", name="Quick replies").press("Enter")
    items = seller.page.get_by_role("menuitem")
    await expect(items).to_have_count(3)
    await expect(items.first).to_be_focused()
    await seller.page.keyboard.press("ArrowDown")
    await seller.page.keyboard.press("Escape")
    await expect(seller.page.get_by_role("button", name="Quick replies")).to_be_focused()
    await expect(seller.composer).to_have_value("")
    await seller.page.keyboard.press("Enter")
    await expect(items.first).to_be_focused()
    await seller.page.keyboard.press("Enter")
    await expect(seller.composer).to_have_value(texts["en"])
    await expect(seller.composer).to_be_focused()
    await expect(seller.message(texts["en"])).to_have_count(0)
    await seller.composer.press("Enter")
    read = buyer.message(texts["es"])
    await expect(note(read)).to_contain_text("En palabras de la propia tienda")
    await expect(buyer.page.get_by_role("button", name="Respuestas rápidas")).to_have_count(0)


async def long_talk(people: People) -> Person:
    """A thread several screens long, read by somebody who has seen none of it yet."""
    buyer, seller = await people.come("ana"), await people.come("owen")
    id = await buyer.ask_about(await people.product("nord"))
    await buyer.send_at_once(id, [SPANISH] * 30)
    await expect(buyer.page.locator("[data-status=sending]")).to_have_count(0)
    await expect(seller.row(id)).to_be_visible()
    await seller.open_conversation(id)
    await expect(seller.page.get_by_role("button", name="Show original").nth(29)).to_be_attached()
    return seller


async def test_turning_a_message_moves_nothing(people: People) -> None:
    seller = await long_talk(people)
    await seller.page.set_viewport_size({"width": 820, "height": 700})
    for share in (0.5, 1):
        at = await seller.page.evaluate(SCROLLED, share)
        first = await seller.page.evaluate(FIRST_TOP)
        for name in ("Show original", "Show translation"):
            message = seller.page.locator(f"[data-seq='{int(first['seq']) + 1}']")
            await message.get_by_role("button", name=name).click()
            await expect(message.get_by_role("button", name=name)).to_have_count(0)
            await seller.page.evaluate(DRAWN)
            top = await seller.page.evaluate(TOP_OF, first["seq"])
            assert await seller.page.evaluate(SCROLLED, None) == pytest.approx(at, abs=1)
            assert top == pytest.approx(first["top"], abs=1)


async def test_translations_that_arrive_keep_what_is_being_read_in_place(people: People) -> None:
    seller = await long_talk(people)
    await seller.page.evaluate(SCROLLED, 0.5)
    first = await seller.page.evaluate(FIRST_TOP)
    here = seller.page.locator(f"[data-seq='{first['seq']}']")
    async with reading(seller, "Français", "English"):
        await expect(here).to_contain_text("Est-ce toujours disponible ?")
        await expect(seller.page.locator("[data-shown=fr]").nth(3)).to_be_attached()
        moved = await seller.page.evaluate(TOP_OF, first["seq"])
        assert moved == pytest.approx(first["top"], abs=1)


async def test_the_receipt_says_what_was_on_screen(people: People) -> None:
    buyer, seller = await people.come("ana"), await people.come("owen")
    told: list[dict[str, Any]] = []
    seller.page.on("websocket", lambda socket: _read_marks(socket, told))
    await seller.reload()
    id = await buyer.ask_about(await people.product("nord"))
    await buyer.say(SPANISH)
    await seller.open_conversation(id)
    await expect(seller.message(ENGLISH)).to_be_visible()
    await expect(buyer.message(SPANISH)).to_have_attribute("data-status", "read")
    await seller.say(YES)
    await expect(buyer.message(SI)).to_be_visible()
    shown = [one for mark in told if mark["conversation_id"] == id for one in mark.get("shown", [])]
    assert shown == [{"seq": 1, "lang": "en"}]


def _read_marks(socket: WebSocket, told: list[dict[str, Any]]) -> None:
    def note_frame(frame: str | bytes) -> None:
        text = str(frame)
        if '["message:read"' in text:
            told.append(json.loads(text[text.index("[") :])[1])

    socket.on("framesent", note_frame)


async def test_on_a_phone_the_language_is_chosen_in_the_list(people: People) -> None:
    _, seller, _ = await talking(people, phone=True)
    await seller.message(ENGLISH).get_by_role("button", name="Show original").tap()
    await expect(seller.message(SPANISH)).to_be_visible()
    await seller.page.get_by_role("link", name="Back to conversations").tap()
    await seller.page.locator(".language-button").tap()
    await expect(seller.page.get_by_role("menuitemradio", name="中文")).to_be_in_viewport()
    await seller.page.get_by_role("menuitemradio", name="English").tap()
