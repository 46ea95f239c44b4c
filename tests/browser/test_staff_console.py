"""The console for moderation staff: queue, rules, reports and audit log, on the real hub."""

import csv
import io
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser import console
from tests.browser.console import CONTACT, Trouble
from tests.browser.people import PHONE, People
from tests.browser.test_phone import TOO_SMALL
from tests.support.tokens import token


@pytest.fixture
def trouble(people: People) -> Trouble:
    return Trouble(people.hub)


# -- the queue ------------------------------------------------------------------------------------


async def test_an_incident_shows_with_its_findings_marked(people: People, trouble: Trouble) -> None:
    buyer = await trouble.buyer()
    await buyer.say("Is the lamp brass?")
    incident = await buyer.blocked("👋 Write me on whatsapp")
    await buyer.say("Hello?")
    robin = await console.robin(people, f"/queue?sender={buyer.id}")
    await expect(robin.row(incident)).to_contain_text("Blocked")
    await robin.row(incident).locator("a").click()
    await robin.opened(incident)
    await expect(robin.evidence.locator("mark")).to_have_text(["whatsapp"])
    lines = robin.page.locator(".line-text")
    await expect(lines).to_have_text(["Is the lamp brass?", "👋 Write me on whatsapp", "Hello?"])
    await expect(robin.page.locator(".line-here")).to_contain_text("Blocked, not delivered")


async def test_filters_are_kept_in_the_address(people: People, trouble: Trouble) -> None:
    buyer, other = await trouble.buyer(), await trouble.buyer()
    incident, hidden = await buyer.blocked(), await other.blocked()
    robin = await console.robin(people, f"/queue?shop={trouble.shop}")
    await expect(robin.rows).to_have_count(2)
    await robin.page.get_by_role("button", name="Filters").click()
    await robin.page.get_by_label("Sender").fill(buyer.id)
    await robin.page.get_by_label("Sender").press("Enter")
    await robin.page.get_by_label("Category").select_option("messenger")
    await expect(robin.row(hidden)).to_have_count(0)
    await robin.person.reload()
    await expect(robin.rows).to_have_count(1)
    await expect(robin.row(incident)).to_be_visible()
    await robin.page.get_by_role("button", name="Remove filter Sender").click()
    await expect(robin.rows).to_have_count(2)


async def test_everything_is_decided_from_the_keyboard(people: People, trouble: Trouble) -> None:
    buyer = await trouble.buyer()
    first = await buyer.blocked()
    second = await buyer.blocked(f"{CONTACT}!")
    robin = await console.robin(people, f"/queue?sender={buyer.id}")
    await expect(robin.rows).to_have_count(2)
    await robin.press("j", "j", "k", "Enter")
    await robin.opened(first)
    await robin.press("w", "s", "n")
    await robin.page.keyboard.type("Twice in a minute")
    await robin.press("Escape", "u")
    await expect(robin.page.locator(".decision-submit")).to_be_focused()
    await robin.press("Enter")
    await expect(robin.note).to_contain_text(["Upheld."])
    await robin.opened(second)
    await robin.press("o", "Enter")
    await expect(robin.page.locator(".empty-title").first).to_have_text("Nothing matches")
    upheld, overturned = [
        (await trouble.office.get(f"/incidents/{id}"))["incident"]["decision"]
        for id in (first, second)
    ]
    assert (upheld["outcome"], upheld["warned"]) == ("upheld", True)
    assert (upheld["by"], upheld["note"]) == ("robin", "Twice in a minute")
    assert upheld["suspended_until"] is not None
    assert (overturned["outcome"], overturned["warned"]) == ("overturned", False)


async def test_a_reported_message_is_erased(people: People, trouble: Trouble) -> None:
    buyer = await trouble.buyer()
    seq = await buyer.say("You are a fool")
    report = {"conversation_id": buyer.conversation, "seq": seq, "reason": "abuse"}
    await buyer.wire.ok("message:report", report | {"note": "Not nice"})
    robin = await console.robin(people, f"/queue?sender={buyer.id}&kind=reported")
    await robin.rows.locator("a").click()
    await expect(robin.page.locator(".background")).to_contain_text("Insults or threats")
    await expect(robin.page.locator(".line-here")).to_contain_text("You are a fool")
    await expect(robin.decision).to_contain_text("Uphold or overturn?")
    await robin.press("e", "Enter")
    pushed = await buyer.wire.expect("message:erased")
    assert (pushed["conversation_id"], pushed["seq"]) == (buyer.conversation, seq)


async def test_new_incidents_come_by_themselves(people: People, trouble: Trouble) -> None:
    buyer = await trouble.buyer()
    robin = await console.robin(people, f"/queue?sender={buyer.id}")
    await expect(robin.page.locator(".empty-title").first).to_have_text("Nothing matches")
    incident = await buyer.blocked()
    await expect(robin.row(incident)).to_be_visible()


async def test_every_key_is_listed(people: People) -> None:
    robin = await console.robin(people)
    await robin.press("?")
    await expect(robin.person.dialog.locator("kbd")).to_have_count(17)
    await robin.press("Escape")
    await expect(robin.person.dialog).to_have_count(0)
    await robin.press("3")
    await expect(robin.page.get_by_role("heading", name="Reports")).to_be_visible()


# -- two of the staff -----------------------------------------------------------------------------


async def test_one_sees_what_another_does(people: People, trouble: Trouble) -> None:
    buyer = await trouble.buyer()
    incident = await buyer.blocked()
    robin = await console.robin(people, f"/queue/{incident}?sender={buyer.id}")
    await robin.opened(incident)
    pat = await console.pat(people, f"/queue?sender={buyer.id}")
    await expect(pat.row(incident)).to_contain_text("Robin Adeyemi is on it")
    await pat.row(incident).locator("a").click()
    await expect(pat.decision).to_contain_text("Robin Adeyemi is working on this")
    await robin.press("u", "Enter")
    await expect(robin.note).to_contain_text(["Upheld."])
    await expect(pat.note).to_contain_text(["robin has just decided this one: upheld."])
    await expect(pat.decision).to_contain_text("by robin")


async def test_two_never_decide_the_same_one(people: People, trouble: Trouble) -> None:
    buyer = await trouble.buyer()
    incident = await buyer.blocked()
    robin = await console.robin(people, f"/queue/{incident}?sender={buyer.id}&state=all")
    await robin.opened(incident)
    await robin.page.route("**/api/v1/staff/incidents?*", lambda route: route.abort())
    await trouble.hub.http(console.ROBIN).call(
        "DELETE", f"/api/v1/staff/incidents/{incident}/claim"
    )
    await trouble.office.post(f"/incidents/{incident}/claim", {})
    await robin.press("u", "Enter")
    await expect(robin.note).to_contain_text(["Pat Quinn took this one before you."])
    await expect(robin.decision).to_contain_text("Pat Quinn is working on this")
    decided = await trouble.office.decide(incident, "overturned")
    assert decided["decision"]["by"] == "pat"
    robin.person.forget("409")
    robin.person.problems = [it for it in robin.person.problems if "ERR_FAILED" not in it]


async def test_leaving_an_incident_leaves_it_to_others(people: People, trouble: Trouble) -> None:
    buyer = await trouble.buyer()
    incident = await buyer.blocked()
    robin = await console.robin(people, f"/queue/{incident}?sender={buyer.id}")
    await robin.opened(incident)
    pat = await console.pat(people, f"/queue?sender={buyer.id}")
    await expect(pat.row(incident)).to_contain_text("Robin Adeyemi is on it")
    await robin.press("Escape")
    await expect(robin.row(incident).locator("a")).to_be_focused()
    await expect(pat.row(incident)).not_to_contain_text("Robin Adeyemi is on it")


# -- rules ----------------------------------------------------------------------------------------


async def test_a_rule_is_switched_off_and_on_with_a_reason(people: People) -> None:
    robin = await console.robin(people, "/rules/try")
    trial = robin.page.locator("[data-trial]")
    sentence = robin.page.get_by_label("Message", exact=True)
    await sentence.fill("write me on whatsapp")
    await expect(trial.locator(".evidence mark")).to_have_text(["whatsapp"])
    await expect(trial).to_contain_text("Blocked")
    rule = await trial.locator(".finding-rule").first.inner_text()
    for mode, verdict in (("Off", "Allowed"), ("Live", "Blocked")):
        await robin.go(f"/rules/{rule}")
        await robin.page.locator(".mode-switch").get_by_text(mode, exact=True).click()
        await robin.person.dialog.get_by_label("Reason").fill(f"Trying it {mode.lower()}")
        await robin.person.dialog.get_by_role("button", name="Switch").click()
        await expect(robin.page.locator(f"[data-rule='{rule}'] .status")).to_have_text(mode)
        await robin.go("/rules/try")
        await sentence.fill("write me on whatsapp")
        await expect(trial).to_contain_text(verdict)
    await robin.go("/rules/versions")
    newest = robin.page.locator(".version").first
    await expect(newest).to_contain_text("Trying it live")
    await expect(newest).to_contain_text("Robin Adeyemi")


async def test_the_policy_is_changed_entry_by_entry(people: People) -> None:
    robin = await console.robin(people, "/rules/policy")
    entry = robin.page.get_by_label("Handle, After delivery, Seller")
    await robin.page.get_by_text("Seller", exact=True).click()
    await expect(entry).to_have_value("block")
    for value in ("allow", "block"):
        await entry.select_option(value)
        await robin.person.dialog.get_by_label("Reason").fill(f"To {value}")
        await robin.person.dialog.get_by_role("button", name="Change").click()
        await expect(robin.note).to_contain_text(["The policy was changed."])
        await robin.person.reload()
        await robin.page.get_by_text("Seller", exact=True).click()
        await expect(entry).to_have_value(value)
    await robin.go("/rules/versions")
    await expect(robin.page.locator(".version").first).to_contain_text("To block")


async def test_a_term_is_backtested_added_and_deleted(people: People, trouble: Trouble) -> None:
    buyer = await trouble.buyer()
    await buyer.say("My parrotgram is faster than mail")
    robin = await console.robin(people, "/rules")
    await robin.page.get_by_role("button", name="Add a term").click()
    dialog = robin.person.dialog
    await dialog.get_by_label("Word or phrase").fill("parrotgram")
    await dialog.get_by_label("Reason").fill("Birds")
    await dialog.get_by_role("button", name="Run").click()
    await expect(dialog.locator(".backtest-result")).to_contain_text("1 of")
    await expect(dialog.locator(".sample mark")).to_have_text(["parrotgram"])
    await dialog.get_by_role("button", name="Add", exact=True).click()
    await expect(robin.page.locator(".thread-name")).to_contain_text("custom.")
    await expect(robin.page.locator(".mode-switch :checked")).to_have_value("log_only")
    await robin.page.get_by_role("button", name="Delete this term").click()
    await robin.person.dialog.get_by_label("Reason").fill("No birds after all")
    await robin.person.confirm()
    await expect(robin.note).to_contain_text(["was deleted"])
    await expect(robin.page.locator("[data-rule^='custom.']")).to_have_count(0)


# -- reports and the audit log --------------------------------------------------------------------


async def test_a_report_counts_what_was_decided(
    people: People, trouble: Trouble, tmp_path: Path
) -> None:
    for outcome in ("upheld", "overturned", None):
        incident = await (await trouble.buyer()).blocked()
        if outcome:
            await trouble.office.decide(incident, outcome)
    robin = await console.robin(people, f"/reports?shop={trouble.shop}")
    for name, value in {"total": "3", "open": "1", "upheld": "1", "overturned": "1"}.items():
        assert await robin.figure(name) == value, name
    assert await robin.figure("share_overturned") == "50%"
    bar = robin.page.locator("[data-table=by_category] [data-key=messenger]")
    await expect(bar).to_have_attribute("data-total", "3")
    days = robin.page.locator("[data-table=by_day] [data-day]")
    assert sum([int(await day.get_attribute("data-total") or 0) for day in await days.all()]) == 3
    by_shop = robin.page.locator("[data-table=by_shop]")
    await by_shop.locator("summary").click()
    await expect(by_shop.locator("tbody tr")).to_have_text([f"{trouble.shop}3111"])
    async with robin.page.expect_download() as download:
        await by_shop.get_by_role("button", name="CSV").click()
    saved = tmp_path / "by_shop.csv"
    await (await download.value).save_as(saved)
    [row] = csv.DictReader(io.StringIO(saved.read_text()))
    assert (row["key"], row["total"], row["upheld"]) == (trouble.shop, "3", "1")


async def test_a_range_is_chosen(people: People) -> None:
    robin = await console.robin(people, "/reports?from=2025-01-01&to=2025-12-31")
    await expect(robin.page.get_by_label("From", exact=True)).to_have_value("2025-01-01")
    assert await robin.figure("total") == "0"
    await robin.page.get_by_role("button", name="7 days").click()
    await expect(robin.page.get_by_label("From", exact=True)).not_to_have_value("2025-01-01")
    await robin.page.get_by_label("To", exact=True).fill("2020-01-01")
    await robin.page.get_by_label("To", exact=True).press("Enter")
    await expect(robin.note).to_contain_text(["The range must end after it begins"])


async def test_the_audit_log_tells_who_opened_what(people: People, trouble: Trouble) -> None:
    incident = await (await trouble.buyer()).blocked()
    robin = await console.robin(people, f"/queue/{incident}?state=all")
    await robin.opened(incident)
    await robin.go("/audit")
    opened = robin.page.locator("[data-audit] tr").filter(has_text="incident.opened").first
    await expect(opened).to_contain_text("Robin Adeyemi")
    await expect(opened).to_contain_text(incident)


# -- who may, and where ---------------------------------------------------------------------------


async def test_others_are_told_that_it_is_for_staff(people: People) -> None:
    visitor = await people.somebody("james")
    await visitor.go("/staff?as=james")
    await expect(visitor.page.locator(".empty-title")).to_have_text("This console is for staff")
    await visitor.page.get_by_role("button", name="Continue as Robin Adeyemi").click()
    await expect(visitor.page.locator(".inbox-title")).to_have_text("Queue")


async def test_staff_find_it_from_the_messages(people: People) -> None:
    robin = await people.come("robin")
    await robin.page.get_by_role("link", name="Moderation").click()
    await expect(robin.page.locator(".inbox-title")).to_have_text("Queue")
    buyer = await people.come("james")
    await expect(buyer.page.get_by_role("link", name="Messages")).to_be_visible()
    await expect(buyer.page.get_by_role("link", name="Moderation")).to_have_count(0)


async def test_a_marketplace_signs_its_staff_in(people: People) -> None:
    pat = await console.pat(people)
    await expect(pat.page.locator(".own")).to_contain_text("Pat Quinn")
    seller = await people.somebody("owen")
    signed = token("owen", "seller", name="Owen", lang="en", shop="nord")
    await seller.page.add_init_script(console.PARLEY.format(signed))
    await seller.go("/staff")
    await expect(seller.page.locator(".empty-hint")).to_contain_text("You are signed in as Owen")


@pytest.mark.parametrize(
    "path", ["/queue", "/rules", "/rules/try", "/rules/policy", "/reports", "/audit"]
)
async def test_no_view_scrolls_sideways_on_a_phone(people: People, path: str) -> None:
    robin = await console.robin(people, path, PHONE)
    await expect(robin.page.locator("main :is(h1, h2)").first).to_be_attached()
    await expect(robin.page.locator(".skeleton")).to_have_count(0)
    width = await robin.page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["viewport"]["width"]
    assert await robin.page.evaluate(TOO_SMALL) == []


async def test_an_incident_is_a_screen_of_its_own_on_a_phone(
    people: People, trouble: Trouble
) -> None:
    buyer = await trouble.buyer()
    incident = await buyer.blocked()
    robin = await console.robin(people, f"/queue?sender={buyer.id}", PHONE)
    await robin.row(incident).locator("a").tap()
    await robin.opened(incident)
    await expect(robin.row(incident)).to_be_hidden()
    assert await robin.page.evaluate(TOO_SMALL) == []
    await robin.page.locator(".segment-upheld").tap()
    await robin.page.locator(".decision-submit").tap()
    await expect(robin.note).to_contain_text(["Upheld."])
