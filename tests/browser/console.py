"""Staff at the console, and the incidents that give them something to do."""

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.people import DESKTOP, Options, People, Person
from tests.support import people as cast
from tests.support.office import Office
from tests.support.running import RunningHub
from tests.support.tokens import token
from tests.support.wire import Wire

ROBIN = cast.Person("robin", "staff", "Robin Adeyemi")
PAT = cast.Person("pat", "staff", "Pat Quinn")
PARLEY = "window.parley = {{ token: async () => '{}' }}"
BLOB = re.compile("^blob:")
"""The address of what the page itself has fetched."""
CONTACT = "Write me on whatsapp, I am quicker there"

_numbers = count(1)


@dataclass
class Console:
    """One of the staff in one window."""

    person: Person

    @property
    def page(self) -> Page:
        return self.person.page

    @property
    def rows(self) -> Locator:
        return self.page.locator("[data-incidents] .row")

    def row(self, incident: str) -> Locator:
        return self.page.locator(f"[data-incident='{incident}']")

    @property
    def evidence(self) -> Locator:
        """What was written, as it stands above the conversation."""
        return self.page.locator(".evidence")

    @property
    def decision(self) -> Locator:
        return self.page.get_by_role("region", name="Decision")

    @property
    def note(self) -> Locator:
        """What the page says back, in passing."""
        return self.page.locator(".note")

    async def go(self, path: str) -> None:
        await self.person.go(f"/staff{path}")
        await expect(self.page.locator("main")).to_be_visible()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def opened(self, incident: str) -> None:
        """Return when it is open and one's own to decide."""
        await expect(self.page.locator(f"[data-case='{incident}'] .decision-form")).to_be_visible()

    async def figure(self, name: str) -> str:
        """One of a report's figures, by its word's name."""
        return await self.page.locator(f"[data-figure='reports.{name}'] dd").inner_text()


async def robin(people: People, path: str = "", at: Options = DESKTOP) -> Console:
    """The demo's own member of staff."""
    await people.come("robin", at, path="/staff")
    console = Console(people.here[-1])
    await console.go(path)
    return console


async def pat(people: People, path: str = "") -> Console:
    """Another one, signed in by the marketplace."""
    console = Console(await people.somebody("pat"))
    signed = token(PAT.id, PAT.role, name=PAT.name, lang=PAT.lang)
    await console.page.add_init_script(PARLEY.format(signed))
    await console.go(path)
    return console


@dataclass
class Trouble:
    """Buyers nobody has seen before, who write what they should not, about things of a new shop."""

    hub: RunningHub
    shop: str = field(default_factory=lambda: f"trouble-{next(_numbers)}")

    @property
    def office(self) -> Office:
        """Staff without a window."""
        return Office(self.hub, PAT)

    async def buyer(self) -> "Writer":
        """Somebody with a conversation open."""
        number = next(_numbers)
        await self.hub.service.record("shop", self.shop, {"name": "Trouble & Co", "lang": "en"})
        product = f"trouble-lamp-{number}"
        price = {"amount": "10.00", "currency": "EUR"}
        thing = {"shop": self.shop, "title": "Lamp", "price": price, "url": "/products/lamp"}
        await self.hub.service.record("product", product, thing)
        who = cast.Person(f"writer-{number}", "buyer", f"Writer {number}")
        wire = await self.hub.connect(who)
        return Writer(who.id, wire, await wire.open("product", product), self.office)


@dataclass
class Writer:
    """A buyer at work in one conversation."""

    id: str
    wire: Wire
    conversation: str
    office: Office
    sent: int = 0

    async def say(self, text: str) -> int:
        """A message that is delivered; its seq."""
        message = (await self.wire.ok("message:send", self._draft(text)))["message"]
        return int(message["seq"])

    async def blocked(self, text: str = CONTACT) -> str:
        """A message that is refused; the incident's id."""
        error: dict[str, Any] = await self.wire.refused("message:send", self._draft(text))
        assert error["code"] == "blocked_content", error
        return str(error["data"]["incident_id"])

    def _draft(self, text: str) -> dict[str, str]:
        self.sent += 1
        draft = {"client_id": f"{self.id}-{self.sent}", "text": text}
        return {"conversation_id": self.conversation, **draft}
