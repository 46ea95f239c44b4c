"""People at their browsers: each a context of its own, watched for errors."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.running import RunningHub
from tests.support.timing import seconds

Options = dict[str, Any]

DESKTOP: Options = {"viewport": {"width": 1280, "height": 820}}
PHONE: Options = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
STATE = "import('/static/views/model.js').then((model) => model.client.state)"
SEND = """async ({ id, texts }) => {
    const { client } = await import("/static/views/model.js");
    for (const text of texts) client.send(id, { text });
}"""
OPEN = """async (products) => {
    const { client } = await import("/static/views/model.js");
    for (const id of products) await client.requests.openConversation({ type: "product", id });
}"""
HOSTS_ASKED = """[...new Set(performance.getEntriesByType("resource")
    .map(({ name }) => new URL(name).host))]"""
STATE_CHECK = Path(__file__).with_name("state_check.js").read_text()
SWIPE_STEPS, SWIPE_STEP_PX = 7, 20

_numbers = count(1)


@dataclass
class Person:
    """One persona in one window."""

    id: str
    page: Page
    context: BrowserContext
    url: str
    problems: list[str] = field(default_factory=list)

    async def go(self, path: str) -> None:
        await self.page.goto(self.url + path)

    async def reload(self) -> None:
        await self.page.reload()

    def forget(self, expected: str) -> None:
        """Drop the complaints that a test is about; there must have been some."""
        rest = [problem for problem in self.problems if expected not in problem]
        assert rest != self.problems, self.problems
        self.problems = rest

    # -- the message centre ---------------------------------------------------------------------

    async def ask_about(self, product: str) -> str:
        """Contact the seller from a product's page; the conversation's id."""
        await self.go(f"/products/{product}")
        await self.page.locator(".product .button-primary").click()
        return await self.opened()

    async def ask_about_all(self, products: list[str]) -> None:
        """Open a conversation about each, without a click."""
        await self.page.evaluate(OPEN, products)

    async def opened(self) -> str:
        """The id of the conversation that is open."""
        await expect(self.composer).to_be_visible()
        return urlsplit(self.page.url).path.removeprefix("/messages/")

    async def open_conversation(self, id: str) -> None:
        """Open it from the list."""
        await self.row(id).locator(".row-link").click()
        await expect(self.composer).to_be_visible()

    async def say(self, *texts: str) -> None:
        for text in texts:
            await self.composer.fill(text)
            await self.composer.press("Enter")

    async def send_at_once(self, id: str, texts: list[str]) -> None:
        """Write many messages without the time that typing takes."""
        await self.page.evaluate(SEND, {"id": id, "texts": texts})

    @property
    def composer(self) -> Locator:
        return self.page.locator("#composer-text")

    def row(self, conversation: str) -> Locator:
        return self.page.locator(f"[data-conversation='{conversation}']")

    def message(self, text: str) -> Locator:
        """The message of exactly this text."""
        exact = self.page.locator(".bubble-text").get_by_text(text, exact=True)
        return self.page.locator(".message").filter(has=exact)

    @property
    def bubbles(self) -> Locator:
        return self.page.locator(".message .bubble-text")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog[open]")

    async def confirm(self) -> None:
        await self.dialog.locator(".button-danger").click()
        await expect(self.dialog).to_have_count(0)

    async def swipe_left(self, target: Locator, *, steps: int = SWIPE_STEPS) -> None:
        """A finger goes left over it, a step at a time."""
        box = await target.bounding_box()
        assert box
        x, y = box["x"] + box["width"] - 40, box["y"] + box["height"] / 2
        session = await self.context.new_cdp_session(self.page)
        await session.send("Input.dispatchTouchEvent", _touch("touchStart", x, y))
        for step in range(1, steps):
            event = _touch("touchMove", x - step * SWIPE_STEP_PX, y)
            await session.send("Input.dispatchTouchEvent", event)
        await session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        await session.detach()

    # -- what the page knows --------------------------------------------------------------------

    async def state(self) -> dict[str, Any]:
        state: dict[str, Any] = await self.page.evaluate(STATE)
        return state

    async def check_state(self) -> None:
        """What was pushed adds up to what can be fetched."""
        difference = await self.page.evaluate(STATE_CHECK)
        assert difference is None, (self.id, difference)


@dataclass
class People:
    """Everyone who has a window open in a test."""

    browser: Browser
    hub: RunningHub
    here: list[Person] = field(default_factory=list)

    async def come(
        self, persona: str, at: Options = DESKTOP, *, path: str = "/messages", **options: Any
    ) -> Person:
        """Open the demo as a persona."""
        person = await self.somebody(persona, at, **options)
        await person.go(f"{path}?as={persona}")
        await expect(person.page.locator(".persona-button")).to_be_visible()
        return person

    async def somebody(self, name: str, at: Options = DESKTOP, **options: Any) -> Person:
        """An empty window."""
        context = await self.browser.new_context(**{**at, **options})
        context.set_default_timeout(seconds(10) * 1_000)
        expect.set_options(timeout=seconds(10) * 1_000)
        return await self.window(name, context)

    async def window(self, name: str, context: BrowserContext) -> Person:
        """One more window of a context."""
        person = Person(name, await context.new_page(), context, self.hub.url)
        _watch(person)
        self.here.append(person)
        return person

    async def product(self, shop: str) -> str:
        """Something of a shop that nobody has asked about yet."""
        return (await self.products(shop, 1))[0]

    async def products(self, shop: str, count: int) -> list[str]:
        """Several such things."""
        ids = [f"test-{next(_numbers)}" for _ in range(count)]
        lines = [{"type": "product", "id": id, "record": _thing(id, shop)} for id in ids]
        await self.hub.service.import_(lines)
        return ids

    async def order(self, buyer: str, shop: str) -> str:
        """A new order of one new thing."""
        product = await self.product(shop)
        id = f"order-{product}"
        record = {
            "buyer": buyer,
            "shop": shop,
            "status": "received",
            "items": [{"product": product, "quantity": 1}],
            "placed_at": "2026-11-02T09:30:00.000Z",
        }
        await self.hub.service.record("order", id, record)
        return id

    async def leave(self) -> None:
        """None may have seen an error, and every state must be the truth."""
        try:
            for person in self.here:
                if not person.page.is_closed():
                    await _check(person)
            problems = [f"{person.id}: {it}" for person in self.here for it in person.problems]
            assert not problems, problems
        finally:
            for person in self.here:
                await person.context.close()


def _thing(id: str, shop: str) -> dict[str, Any]:
    price = {"amount": "10.00", "currency": "EUR"}
    return {"shop": shop, "title": f"Thing {id}", "price": price, "url": f"/products/{id}"}


async def _check(person: Person) -> None:
    hosts = await person.page.evaluate(HOSTS_ASKED)
    assert set(hosts) <= {urlsplit(person.url).netloc}, hosts
    in_console = urlsplit(person.page.url).path.startswith("/staff")
    if not in_console and await person.page.locator(".persona-button").count():
        await person.check_state()


def _watch(person: Person) -> None:
    """Keep what the console and the page complain of, the policy's violations among it."""
    person.page.on("console", lambda message: _note(person, message.type, message.text))
    person.page.on("pageerror", lambda error: person.problems.append(f"uncaught: {error}"))


def _note(person: Person, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        person.problems.append(f"{kind}: {text}")


def _touch(kind: str, x: float, y: float) -> dict[str, Any]:
    return {"type": kind, "touchPoints": [{"x": x, "y": y}]}
