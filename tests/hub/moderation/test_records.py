"""Texts in the marketplace's records: stored whatever they say, and shown to staff once."""

import asyncio
from collections.abc import Sequence

from hub.config import Settings
from hub.domain.findings import Judgement, Setting
from tests.hub.moderation.conftest import Desk, opened
from tests.support.people import PRODUCTS, SHOPS
from tests.support.rules import BLOCKED, REVIEWED, WordRules
from tests.support.wire import Json


async def found(desk: Desk) -> set[tuple[Json, ...]]:
    """(record's type, its id, who answers for it, language, text) of every incident."""
    return {
        (i["context"]["type"], i["context"]["id"], i["sender"]["id"], i["lang"], i["text"])
        for i in await desk.incidents()
    }


async def test_names_titles_and_descriptions_are_looked_at(desk: Desk) -> None:
    service = desk.hub.service
    product = PRODUCTS["bag"] | {"title": f"Bag {BLOCKED}", "description": f"A {REVIEWED}\nin two"}
    assert (await service.record("product", "bag", product))["title"] == product["title"]
    await service.record("shop", "bags", SHOPS["bags"] | {"name": f"Sacs {BLOCKED}"})
    await service.record("user", "eve", {"name": BLOCKED, "role": "buyer", "lang": "de"})
    assert await found(desk) == {
        ("product", "bag", "bags", "fr", product["title"]),
        ("product", "bag", "bags", "fr", product["description"]),
        ("shop", "bags", "bags", "fr", f"Sacs {BLOCKED}"),
        ("user", "eve", "eve", "de", BLOCKED),
    }
    assert {one["kind"] for one in await desk.incidents()} == {"record"}


async def test_the_same_text_is_one_incident(desk: Desk) -> None:
    line = {"type": "product", "id": "lamp"}
    titles = (BLOCKED, BLOCKED, "Lamp", BLOCKED, f"{BLOCKED}!")
    for title in titles:
        record = {"record": PRODUCTS["lamp"] | {"title": title}}
        assert await desk.hub.service.import_([line | record]) == {"imported": 1, "failed": []}
    assert sorted(one["text"] for one in await desk.incidents()) == [BLOCKED, f"{BLOCKED}!"]


async def test_long_descriptions_are_looked_at_to_their_end(desk: Desk) -> None:
    description = "word " * 3_000 + BLOCKED
    await desk.hub.service.record(
        "product", "lamp", PRODUCTS["lamp"] | {"description": description}
    )
    (incident,) = await desk.incidents()
    (finding,) = incident["findings"]
    assert incident["text"][finding["start"] : finding["end"]] == BLOCKED
    assert len(incident["text"]) <= 4_000


class Watched(WordRules):
    """Notes the turn of the event loop in which each text is judged."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.turns: list[int] = []

    def judge(self, texts: Sequence[str], setting: Setting) -> Judgement:
        self.turns.append(self.now)
        return super().judge(texts, setting)

    async def watch(self) -> None:
        while True:
            self.now += 1
            await asyncio.sleep(0)


async def test_an_import_is_judged_text_by_text_and_others_in_between(settings: Settings) -> None:
    rules = Watched()
    async with opened(settings, rules) as desk:
        await desk.hub.fill()
        rules.turns.clear()
        watching = asyncio.create_task(rules.watch())
        lines = [
            {"type": "product", "id": f"lamp-{n}", "record": PRODUCTS["lamp"]} for n in range(60)
        ]
        await desk.hub.service.import_(lines)
        watching.cancel()
    assert len(rules.turns) == 60
    assert len(set(rules.turns)) == 60
