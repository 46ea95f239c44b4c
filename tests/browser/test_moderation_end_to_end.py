"""Moderation from the buyer's keyboard to the staff's report, each in a window of their own."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Locator, expect

from hub.config import Settings
from tests.browser import console
from tests.browser.console import Console
from tests.browser.people import People, Person
from tests.browser.staff import POLICY, policy

HELLO = "Hello! 👋🏽 "
NUMBER = "６１２.three 45·6 seven eight"
MENDED = "Hello! 👋🏽 Write me here, por favor ñ"
SHOP = "end-to-end"


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def our_policy(demo_url: str, demo_settings: Settings) -> AsyncIterator[None]:
    """What other tests sent as these people does not keep them from sending here."""
    async with policy(demo_url, demo_settings, POLICY):
        yield


def marks(person: Person) -> Locator:
    """What is marked in the text that a person writes."""
    return person.page.locator(".composer-mark")


async def counted(robin: Console) -> dict[str, str]:
    """The figures of the report that is open."""
    names = ("total", "open", "upheld", "overturned")
    return {name: await robin.figure(name) for name in names}


async def test_a_disguised_number_from_keyboard_to_report(people: People) -> None:
    await people.hub.service.record("shop", SHOP, {"name": "Lamps & Co", "lang": "en"})
    buyer = await people.come("james")
    await buyer.ask_about(await people.product(SHOP))

    # It is marked while it is typed, and refused when it is sent all the same.
    await buyer.composer.press_sequentially(HELLO + NUMBER)
    await expect(marks(buyer)).to_have_text([NUMBER])
    await buyer.composer.press("Enter")
    await expect(buyer.composer).to_have_attribute("aria-invalid", "true")
    await expect(marks(buyer)).to_have_text([NUMBER])
    await expect(buyer.bubbles).to_have_count(0)

    # Mended, it is sent, and nothing but that.
    await buyer.composer.fill(MENDED)
    await expect(marks(buyer)).to_have_count(0)
    await buyer.composer.press("Enter")
    await expect(buyer.message(MENDED)).to_be_visible()
    await expect(buyer.bubbles).to_have_text([MENDED])

    # Staff find it in the queue, see the same passage marked, and overturn it.
    robin = await console.robin(people, f"/queue?shop={SHOP}")
    await expect(robin.rows).to_have_count(1)
    incident = await robin.rows.first.get_attribute("data-incident")
    assert incident
    await robin.rows.locator("a").first.click()
    await robin.opened(incident)
    await expect(robin.evidence.locator("mark")).to_have_text([NUMBER])
    lines = robin.page.locator(".line-text")
    await expect(lines).to_have_text([HELLO + NUMBER, MENDED])
    await robin.press("o", "Enter")
    await expect(robin.note).to_contain_text(["Overturned."])

    # The report counts it, by its state now.
    await robin.go(f"/reports?shop={SHOP}")
    assert await counted(robin) == {"total": "1", "open": "0", "upheld": "0", "overturned": "1"}
    bar = robin.page.locator("[data-table=by_category] [data-key=phone]")
    await expect(bar).to_have_attribute("data-total", "1")
