"""The hub with its own engines: what is known by heart, and a service that never answers."""

import asyncio
from collections.abc import AsyncIterator
from time import perf_counter

import pytest

from hub.app import running
from hub.config import Settings
from tests.support.exposition import exposition
from tests.support.people import ANA, LUC
from tests.support.running import reached
from tests.support.speaking import about, history, say, say_all
from tests.support.timing import seconds

UNHEARD_OF = "El zorro marrón salta sobre el perro perezoso"


@pytest.fixture
async def silent() -> AsyncIterator[str]:
    """The address of something that takes connections and says nothing."""
    taken: list[asyncio.StreamWriter] = []

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(writer)
        await reader.read()  # to its end, which the hub makes when it gives up

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    for writer in taken:
        writer.close()
    await asyncio.gather(*(writer.wait_closed() for writer in taken), return_exceptions=True)


async def test_a_service_that_never_answers_is_in_nobodys_way(
    settings: Settings, silent: str
) -> None:
    changed = {"translation": "on", "languages": ("es", "fr"), "libretranslate_url": silent}
    settings = settings.model_copy(update=changed)
    async with running(settings) as app, reached(app.url, settings) as hub:
        await hub.fill()
        ana, luc = await hub.connect(ANA), await hub.connect(LUC)
        conversation = await about(ana, "bag")
        await say_all(ana, conversation, *(f"{UNHEARD_OF} {n}" for n in "abcdefgh"))
        await say(ana, conversation, "Gracias")
        told = await luc.expect("message:translated", lambda one: one["seq"] == 9)
        assert told["translation"]["engine"] == "phrasebook"
        assert [one["seq"] for one in await history(luc, conversation)] == list(range(1, 10))
        await luc.emit(
            "message:translate", {"conversation_id": conversation, "seq": 1, "lang": "fr"}
        )
        assert (await exposition(hub)).of("hub_translations_total", outcome="translated") >= 1
        began = perf_counter()
    assert perf_counter() - began < seconds(8)
