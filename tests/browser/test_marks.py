"""The marks in the composer lie under the very words, however the text stands.

What stands behind the field is made visible and the field's own text is not, and the other way
round: both pictures must be the same.
"""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image, ImageChops
from playwright.async_api import expect

from hub.config import Settings
from tests.browser.people import DESKTOP, PHONE, People, Person
from tests.browser.staff import POLICY, policy

LARGE: dict[str, Any] = {**DESKTOP, "device_scale_factor": 1.5}

TEXTS = {
    "wrapped": ("Is it in stock? " * 12 + "Write me on whatsapp " + "please, thank you. " * 8, 1),
    "lines": ("Hello,\n\n  I am on whatsapp\n\nbest\n", 1),
    "emoji": ("👨‍👩‍👧🇪🇸 𝒶𝒷𝒸 whatsapp 👍🏽", 1),
    "arabic": ("مرحبا، هل هو متوفر؟ اكتب لي على واتساب من فضلك، شكرا جزيلا لك " * 3, 3),
    "mixed": ("Hello, write me on whatsapp\nمرحبا، اكتب لي على واتساب\nthank you", 2),
    "long word": ("w" * 150 + " whatsapp " + "Z\u0301" * 4, 1),
    "chinese": ("你好，请问还有货吗？" * 6 + "加我微信吧", 1),
}
SHOWN_BEHIND = """(behind) => {
    const [area, style] = [document.querySelector(".composer-text"), "composer-behind"];
    area.blur();
    area.style.opacity = behind ? "0" : "1";
    const back = document.querySelector(`.${style}`);
    back.style.visibility = behind ? "visible" : "hidden";
    back.style.color = "#1c1e1d";
    for (const mark of back.querySelectorAll("mark")) {
        mark.style.color = "inherit";
        mark.style.background = "none";
        mark.style.textDecoration = "none";
    }
}"""
SCROLLED = """(to) => {
    const field = document.querySelector(".composer-field");
    field.scrollTop = to * field.scrollHeight;
    return field.scrollHeight > field.clientHeight;
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def our_policy(demo_url: str, demo_settings: Settings) -> AsyncIterator[None]:
    async with policy(demo_url, demo_settings, POLICY):
        yield


async def picture(person: Person, *, behind: bool) -> Image.Image:
    await person.page.evaluate(SHOWN_BEHIND, behind)
    taken = await person.page.locator(".composer-field").screenshot()
    return Image.open(BytesIO(taken)).convert("L")


def differing(one: Image.Image, other: Image.Image) -> float:
    """The share of the pixels that are clearly not the same."""
    assert one.size == other.size
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[64:]) / sum(counts)


async def shown_alike(person: Person, text: str) -> None:
    field = await picture(person, behind=False)
    assert sum(field.histogram()[:128]) > 0, f"{text}: no text to see"
    assert differing(field, await picture(person, behind=True)) < 0.003, text


@pytest.mark.parametrize("at", [DESKTOP, PHONE, LARGE], ids=["desktop", "phone", "zoomed"])
async def test_the_marks_lie_under_their_words(people: People, at: dict[str, Any]) -> None:
    writer = await people.come("james", at)
    await writer.ask_about(await people.product("olivo"))
    marks = writer.page.locator(".composer-mark")
    for name, (written, expected) in TEXTS.items():
        await writer.composer.fill("")
        await expect(marks).to_have_count(0)
        await writer.composer.fill(written)
        await expect(marks).to_have_count(expected)
        for to in (0, 0.4, 1):
            await writer.page.evaluate(SCROLLED, to)
            await shown_alike(writer, name)


async def test_the_marks_stay_with_larger_letters(people: People) -> None:
    writer = await people.come("james")
    await writer.ask_about(await people.product("olivo"))
    await writer.composer.fill(TEXTS["mixed"][0])
    await expect(writer.page.locator(".composer-mark")).to_have_count(2)
    await writer.page.evaluate("document.documentElement.style.fontSize = '170%'")
    await shown_alike(writer, "larger letters")


async def test_the_caret_stays_in_sight_in_a_long_text(people: People) -> None:
    writer = await people.come("james")
    await writer.ask_about(await people.product("olivo"))
    await writer.composer.fill("one\n" * 30)
    await writer.composer.press("Control+Home")
    assert await writer.page.evaluate(SCROLLED, 0)
    await writer.composer.press("Control+End")
    await writer.composer.press_sequentially("last")
    bottom = """() => {
        const field = document.querySelector(".composer-field");
        return field.scrollHeight - field.clientHeight - field.scrollTop;
    }"""
    assert await writer.page.evaluate(bottom) < 20
