"""The layout of a phone: one thing at a time, at the size of a thumb."""

import pytest
from playwright.async_api import expect

from tests.browser.people import PHONE, People

THUMB_PX = 44
TAPPABLE = "a, button, input, textarea, [role=button]"
TOO_SMALL = f"""() => [...document.querySelectorAll("{TAPPABLE}")]
    .filter((element) => element.checkVisibility({{ visibilityProperty: true }}))
    .filter((element) => !element.matches(
        ".skip-link, .bubble-text a, .quote, .text-link, .visually-hidden"))
    .map((element) => [element.className, element.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && box.height < {THUMB_PX} - 0.5)
    .map(([name, box]) => `${{name}} ${{box.width}}x${{box.height}}`)"""


@pytest.mark.parametrize("path", ["/", "/products/taza-mar", "/orders", "/messages"])
async def test_no_page_scrolls_sideways(people: People, path: str) -> None:
    buyer = await people.come("claire", PHONE, path=path)
    await expect(buyer.page.locator("main :is(h1, h2)").first).to_be_visible()
    await expect(buyer.page.locator(".skeleton")).to_have_count(0)
    width = await buyer.page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["viewport"]["width"]
    assert await buyer.page.evaluate(TOO_SMALL) == []


async def test_list_and_thread_are_separate_screens(people: People) -> None:
    buyer = await people.come("claire", PHONE)
    rows = buyer.page.locator(".row-link")
    await rows.first.tap()
    await expect(buyer.composer).to_be_in_viewport()
    await expect(rows.first).to_be_hidden()
    await expect(buyer.composer).not_to_be_focused()
    width = await buyer.page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["viewport"]["width"]
    assert await buyer.page.evaluate(TOO_SMALL) == []
    await buyer.page.locator(".thread-back").tap()
    await expect(rows.first).to_be_visible()
    await expect(buyer.composer).to_have_count(0)


async def test_a_long_word_does_not_widen_the_page(people: People) -> None:
    buyer = await people.come("ana", PHONE)
    await buyer.ask_about(await people.product("xinghe"))
    await buyer.say("w" * 400, "Z" + "\u0301" * 40)
    await expect(buyer.bubbles.first).to_be_attached()
    width = await buyer.page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["viewport"]["width"]
