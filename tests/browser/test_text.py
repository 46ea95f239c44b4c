"""What people write is text, whatever it looks like."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from hub.config import Settings
from tests.browser.people import People
from tests.browser.staff import policy

HOSTILE = [
    '<img src=x onerror="document.title=1">',
    "<script>document.title=2</script>",
    "javascript:alert(1)",
    "https://evil.example/?q=<b>",
    "&lt;b&gt; ${document.title=3} {{4}}",
]


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def links_pass(demo_url: str, demo_settings: Settings) -> AsyncIterator[None]:
    """Moderation would stop addresses of other sites; how they are shown is asked here."""
    async with policy(demo_url, demo_settings, {"default": {"link": "allow"}}):
        yield


async def test_markup_is_shown_literally(people: People) -> None:
    buyer, seller = await people.come("ana"), await people.come("owen")
    id = await buyer.ask_about(await people.product("nord"))
    await buyer.say(*HOSTILE)
    await expect(buyer.bubbles).to_have_text(HOSTILE)
    await expect(seller.row(id)).to_contain_text(HOSTILE[-1])
    await seller.open_conversation(id)
    for person in (buyer, seller):
        for text in HOSTILE:
            await expect(person.message(text)).to_be_visible()
        assert await person.page.locator(".bubble-text :not(a)").count() == 0
        assert await person.page.locator(".bubble-text a").count() == 0
        assert "Parley" in await person.page.title()


async def test_addresses_of_this_site_alone_are_links(people: People) -> None:
    buyer = await people.come("ana")
    await buyer.ask_about(await people.product("xinghe"))
    await buyer.say(f"{buyer.url}/products/taza-mar https://evil.example/")
    links = buyer.page.locator(".bubble-text a")
    await expect(links).to_have_count(1)
    await links.click()
    await expect(buyer.page.locator(".product-title")).to_contain_text("Mar")


async def test_direction_marks_stay_within_their_message(people: People) -> None:
    buyer = await people.come("james")
    await buyer.ask_about(await people.product("nord"))
    await buyer.say("\u202egnitirw sdrawkcab", "مرحبا، هل هو متوفر؟")
    backwards = buyer.page.locator(".bubble-text").filter(has_text="gnitirw")
    arabic = buyer.page.locator(".bubble-text").filter(has_text="مرحبا")
    for text, direction in ((backwards, "ltr"), (arabic, "rtl")):
        await expect(text).to_have_css("unicode-bidi", "isolate")
        await expect(text).to_have_css("direction", direction)
    row = buyer.page.locator(".row-open bdi.row-preview")
    await expect(row).to_have_css("unicode-bidi", "isolate")


async def test_lines_and_spaces_are_kept(people: People) -> None:
    buyer = await people.come("claire")
    await buyer.ask_about(await people.product("nord"))
    await buyer.composer.press_sequentially("un")
    await buyer.composer.press("Shift+Enter")
    await buyer.composer.press_sequentially("  deux")
    await buyer.composer.press("Enter")
    assert await buyer.bubbles.last.inner_text() == "un\n  deux"


@pytest.mark.parametrize("over", [0, 1])
async def test_the_limit_counts_what_readers_call_characters(people: People, over: int) -> None:
    buyer = await people.come("jonas")
    await buyer.ask_about(await people.product("nord"))
    await buyer.composer.fill("👨‍👩‍👧" * (4_000 + over))
    await expect(buyer.page.locator(".counter")).to_contain_text(f"{over} character")
    send = buyer.page.get_by_role("button", name="Send")
    await expect(send).to_be_enabled(enabled=not over)
    await buyer.composer.fill("")
    await expect(send).to_be_disabled()
