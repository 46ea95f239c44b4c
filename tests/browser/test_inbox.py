"""The message centre's list: filters, search, paging back through a long thread."""

from playwright.async_api import expect

from tests.browser.people import People


async def test_search_marks_what_it_found_and_leads_there(people: People) -> None:
    buyer = await people.come("claire")
    id = await buyer.ask_about(await people.product("xinghe"))
    await buyer.say("Une question sur l'étui", "🎁 Étuis en cuir ?")
    await expect(buyer.message("🎁 Étuis en cuir ?")).to_have_attribute("data-seq", "2")
    await buyer.page.locator(".search-input").fill("etui")
    hits = buyer.page.locator("[data-hits] .row")
    await expect(hits).to_have_count(2)
    await expect(hits.locator("mark")).to_have_text(["Étui", "étui"])
    await hits.last.locator(".row-link").click()
    await expect(buyer.page).to_have_url(f"{buyer.url}/messages/{id}#1")
    await expect(buyer.message("Une question sur l'étui")).to_be_focused()


async def test_search_finds_parts_of_chinese_text(people: People) -> None:
    buyer = await people.come("lin-mei")
    await buyer.ask_about(await people.product("xinghe"))
    await buyer.say("请问降噪效果怎么样")
    await buyer.page.locator(".search-input").fill("效果")
    await expect(buyer.page.locator("[data-hits] mark").first).to_have_text("效果")


async def test_a_search_without_hits_says_so(people: People) -> None:
    buyer = await people.come("james")
    for query in ("xyzzy", "…"):
        await buyer.page.locator(".search-input").fill(query)
        await expect(buyer.page.locator(".inbox .empty-title")).to_have_text("Nothing found")
    await buyer.page.keyboard.press("Escape")
    await expect(buyer.page.locator("[data-conversations]")).to_be_visible()


async def test_filters_show_their_kind(people: People) -> None:
    buyer = await people.come("james")
    for name, kind in (("product", "product"), ("order", "order")):
        await buyer.page.locator(f"[data-filter={name}]").click()
        await expect(buyer.page.locator("[data-conversations] .row").first).to_be_visible()
        ids = await buyer.page.locator("[data-conversation]").evaluate_all(
            "(rows) => rows.map((row) => row.dataset.conversation)"
        )
        known = (await buyer.state())["conversations"]
        assert {known[id]["context"]["type"] for id in ids} == {kind}


async def test_the_open_conversation_stays_among_the_unread(people: People) -> None:
    seller, buyer = await people.come("li-na"), await people.come("jonas")
    id = await buyer.ask_about(await people.product("xinghe"))
    await buyer.say("Hallo")
    await seller.page.locator("[data-filter=unread]").click()
    await seller.row(id).locator(".row-link").click()
    await expect(seller.row(id).locator("[data-unread]")).to_have_count(0)
    await expect(seller.row(id)).to_be_visible()
    await seller.page.locator("[data-filter=all]").click()
    await seller.page.keyboard.press("Escape")


async def test_older_messages_come_in_above_without_moving_what_is_read(people: People) -> None:
    buyer = await people.come("ana")
    id = await buyer.ask_about(await people.product("xinghe"))
    total = 75
    await buyer.send_at_once(id, [f"Mensaje {number}" for number in range(total)])
    # The limit lets thirty pass at once, and then five a second.
    last = expect(buyer.message(f"Mensaje {total - 1}"))
    await last.to_have_attribute("data-seq", str(total), timeout=60_000)
    await buyer.reload()
    await expect(buyer.bubbles).to_have_count(50)
    await expect(buyer.message(f"Mensaje {total - 1}")).to_be_in_viewport()
    box = buyer.page.locator(".messages")
    first = buyer.message(f"Mensaje {total - 50}")
    await box.evaluate("(box) => { box.scrollTop = 350 }")
    place = await first.bounding_box()
    await expect(buyer.bubbles).to_have_count(total)
    assert place
    moved = await first.bounding_box()
    assert moved
    assert abs(moved["y"] - place["y"]) < 3
    await box.evaluate("(box) => { box.scrollTop = 0 }")
    await expect(buyer.page.locator(".thread-start")).to_be_in_viewport()
    await buyer.page.locator(".to-newest").click()
    await expect(buyer.message(f"Mensaje {total - 1}")).to_be_in_viewport()


async def test_a_long_inbox_comes_in_pages(people: People) -> None:
    buyer = await people.come("jonas")
    rows = buyer.page.locator("[data-conversations] .row")
    await expect(rows.first).to_be_visible()
    before = await rows.count()
    await buyer.ask_about_all(await people.products("nord", 60))
    await buyer.reload()
    await expect(rows).to_have_count(50)
    await buyer.page.locator(".inbox-body").evaluate("(box) => { box.scrollTop = 1e6 }")
    await expect(rows).to_have_count(60 + before)
