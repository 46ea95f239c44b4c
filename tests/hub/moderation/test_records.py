"""Texts in the marketplace's records: stored whatever they say, and shown to staff once."""

from tests.hub.moderation.conftest import Desk
from tests.support.people import PRODUCTS, SHOPS
from tests.support.rules import BLOCKED, REVIEWED
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
