"""The page itself: its policy, its languages, and who may sign in where."""

import pytest
from playwright.async_api import expect

from tests.browser.people import People
from tests.support.tokens import token

PARLEY = "window.parley = {{ token: async () => '{}' }}"
MARKET = "<button onclick=\"window.open('/messages')\">Messages</button><script>{}</script>"


@pytest.mark.parametrize(
    ("persona", "lang", "title"),
    [
        ("ana", "es", "Mensajes"),
        ("james", "en", "Messages"),
        ("sophie", "fr", "Messages"),
        ("li-na", "zh", "消息"),
        ("jonas", "en", "Messages"),
    ],
)
async def test_everyone_reads_their_own_language(
    people: People, persona: str, lang: str, title: str
) -> None:
    person = await people.come(persona)
    await expect(person.page.locator("html")).to_have_attribute("lang", lang)
    await expect(person.page.locator(".inbox-title")).to_have_text(title)


async def test_two_tabs_are_two_people(people: People) -> None:
    first = await people.come("ana")
    second = await people.window("marta", first.context)
    await second.go("/?as=marta")
    await expect(second.page.locator(".persona-name").first).to_have_text("Marta Ruiz")
    for person, name in ((first, "Ana Torres"), (second, "Marta Ruiz")):
        await person.reload()
        await expect(person.page.locator(".persona-name").first).to_have_text(name)


async def test_the_switch_turns_a_tab_into_somebody_else(people: People) -> None:
    person = await people.come("ana")
    await person.page.locator(".persona-button").click()
    await person.page.locator("[data-persona=owen]").click()
    await expect(person.page.locator(".persona-name").first).to_have_text("Owen Baptiste")
    await person.page.locator(".nav a[href='/orders']").click()
    await expect(person.page.locator(".page-title")).to_have_text("Orders of Atelier Nord")


async def test_a_marketplace_supplies_the_token(people: People) -> None:
    member = await people.somebody("ana")
    supplied = token("ana", "buyer", name="Ana Torres", lang="fr")
    await member.page.add_init_script(PARLEY.format(supplied))
    await member.go("/messages")
    await expect(member.page.locator(".row").first).to_be_visible()
    await expect(member.page.locator("html")).to_have_attribute("lang", "fr")
    await expect(member.page.locator(".persona-button")).to_have_count(0)


async def test_the_page_that_opened_the_messages_supplies_the_token(people: People) -> None:
    member = await people.somebody("claire")
    supplied = PARLEY.format(token("claire", "buyer", name="Claire", lang="es"))
    await member.context.route(
        "**/market",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={"Cross-Origin-Opener-Policy": "same-origin"},
            body=MARKET.format(supplied),
        ),
    )
    await member.go("/market")
    async with member.page.expect_popup() as popup:
        await member.page.get_by_role("button").click()
    messages = await popup.value
    await expect(messages.locator(".row").first).to_be_visible()
    await expect(messages.locator("html")).to_have_attribute("lang", "es")
    await expect(messages.locator(".persona-button")).to_have_count(0)


async def test_a_token_that_is_refused_ends_the_session(people: People) -> None:
    member = await people.somebody("ana")
    expired = token("ana", "buyer", name="Ana", lang="en", expires_in_s=-60)
    await member.page.add_init_script(PARLEY.format(expired))
    await member.go("/messages")
    await expect(member.page.locator(".banner")).to_contain_text("Your session has ended")


async def test_without_the_demo_or_a_token_one_is_sent_to_the_marketplace(people: People) -> None:
    visitor = await people.somebody("nobody", locale="es-ES")
    await visitor.page.route("**/demo/**", lambda route: route.fulfill(status=404, json={}))
    await visitor.go("/messages")
    await expect(visitor.page.locator(".empty-title")).to_have_text("Inicia sesión en tu tienda")
    visitor.forget("404")


async def test_the_policy_stops_what_the_page_did_not_bring(people: People) -> None:
    person = await people.come("ana")
    await person.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.injected = true";
            document.body.append(script);
        }"""
    )
    assert await person.page.evaluate("window.injected") is None
    person.forget("Content Security Policy")
