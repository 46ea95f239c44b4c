"""Pictures whose words were not read to the end go before staff, unless the reader is to blame."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from hub.actions.unread_words import PEOPLE
from hub.config import Settings
from hub.images.words import MOST_LINES
from tests.hub.pictures.conftest import Studio, Talk, opened, studio_settings
from tests.support.people import Person
from tests.support.photographs import as_jpeg, photo
from tests.support.reading import WORD, install, line, lines
from tests.support.refusing import uploaded
from tests.support.timing import seconds
from tests.support.wire import Json

Reader = Callable[[str], None]
FAILING = "exit 1"
PICTURE = as_jpeg(photo(width=200, height=150))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the program that reads is found."""
    folder = tmp_path_factory.mktemp("programs")
    install(folder, lines(0))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", f"{folder}:/usr/bin:/bin")
        yield folder


@pytest.fixture(scope="module")
def opened_studio(folder: Path, mongo_uri: str) -> Iterator[tuple[str, Settings]]:
    """A hub that reads words: of this package's, the one that does."""
    settings = studio_settings(mongo_uri, "reading", folder)
    reads = {"image_ocr": "auto", "image_ocr_seconds": seconds(20)}
    with opened(settings.model_copy(update=reads)) as studio:
        yield studio


@pytest.fixture
def reader(folder: Path) -> Reader:
    return partial(install, folder)


async def seen(studio: Studio, who: Person) -> list[Json]:
    return await studio.sam.queue(sender=who.id)


def operators(talk: Talk, count: int) -> list[Person]:
    """Of the shop."""
    names = (f"{talk.operator.shop}-{number}" for number in range(count))
    return [replace(talk.operator, id=name) for name in names]


async def test_what_is_read_to_its_end_passes(studio: Studio, talk: Talk, reader: Reader) -> None:
    reader(lines(80))
    await talk.send(await talk.upload(PICTURE))
    assert await seen(studio, talk.buyer) == []


async def test_what_stands_behind_many_harmless_lines_is_found(talk: Talk, reader: Reader) -> None:
    reader(f"{lines(80)}; {line(81, 'wa.me/34612345678')}")
    findings = (await talk.refused(PICTURE))["findings"]
    assert "link.contact" in [one["rule"] for one in findings]
    assert {(one["kind"], one["text"]) for one in findings} == {("words", "wa.me/34612345678")}


@pytest.mark.parametrize(
    ("body", "read"), [(lines(MOST_LINES + 1), f"{WORD}\n{WORD}\n"), (FAILING, "")]
)
async def test_what_may_have_more_is_delivered_and_staff_see_it(
    studio: Studio, talk: Talk, reader: Reader, body: str, read: str
) -> None:
    reader(body)
    message = await talk.send(await talk.upload(PICTURE))
    pushed = await talk.wei.expect("message:new")
    assert pushed["message"]["seq"] == message["seq"]
    [listed] = await seen(studio, talk.buyer)
    incident = await studio.incident(listed["id"])
    assert (incident["kind"], incident["seq"]) == ("delivered", message["seq"])
    [finding] = incident["findings"]
    assert (finding["rule"], finding["certainty"]) == ("solicitation.unread", "likely")
    assert finding["spot"]["text"].startswith(read)
    assert (finding["spot"]["text"] == "") == (read == "")


async def test_several_at_once_wait_for_the_reader(
    studio: Studio, talk: Talk, reader: Reader
) -> None:
    reader(f"sleep 0.3; {lines(1)}")
    people = operators(talk, 6)
    await asyncio.gather(*(uploaded(studio.hub, one, talk.id, PICTURE) for one in people))
    assert [await seen(studio, one) for one in people] == 6 * [[]]


async def test_staff_are_spared_where_hardly_anybody_s_are_read(
    studio: Studio, talk: Talk, reader: Reader
) -> None:
    reader(FAILING)
    people = operators(talk, PEOPLE)
    shown = []
    for person in people:
        await uploaded(studio.hub, person, talk.id, PICTURE)
        shown.append(len(await seen(studio, person)))
    assert shown[0] == 1
    assert shown[-1] == 0
    assert sum(shown) <= PEOPLE // 2
    reader(lines(1))
    for person in people:
        await uploaded(studio.hub, person, talk.id, PICTURE)
    reader(FAILING)
    await uploaded(studio.hub, talk.buyer, talk.id, PICTURE)
    assert len(await seen(studio, talk.buyer)) == 1
