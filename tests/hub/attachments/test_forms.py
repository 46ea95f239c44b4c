"""Uploads as they should not come: malformed, too large, cut off, endless, too many."""

import asyncio
import gzip
import os
import resource
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

import aiohttp
import pytest

from hub.errors import RateLimited
from hub.transport.http import bodies
from hub.transport.slots import Slots
from tests.hub.attachments.conftest import Gallery, Talk
from tests.support import bare
from tests.support.bare import Bare
from tests.support.exposition import exposition
from tests.support.forms import PATH, asked, begin, form, parts, photograph, post
from tests.support.people import ANA, BEN, WEI, Person
from tests.support.running import RunningHub
from tests.support.speaking import about
from tests.support.timing import until


def twice(fields: dict[str, str]) -> aiohttp.FormData:
    data = form(fields, None)
    data.add_field("upload_id", fields["upload_id"])
    data.add_field("file", photograph(), filename="a")
    return data


def file_first(fields: dict[str, str]) -> aiohttp.FormData:
    data = aiohttp.FormData()
    data.add_field("file", photograph(), filename="a")
    for name, value in fields.items():
        data.add_field(name, value)
    return data


def more_after(fields: dict[str, str]) -> aiohttp.FormData:
    data = form(fields, photograph())
    data.add_field("alt", "late")
    return data


def without(name: str, fields: dict[str, str]) -> aiohttp.FormData:
    return form({key: value for key, value in fields.items() if key != name}, photograph())


MALFORMED: dict[str, tuple[Callable[[dict[str, str]], aiohttp.FormData], str]] = {
    "no file": (lambda fields: form(fields, None), "file"),
    "the file first": (file_first, "conversation_id"),
    "something after the file": (more_after, "file"),
    "a field twice": (twice, "body"),
    "an unknown field": (lambda fields: form(fields | {"role": "staff"}, photograph()), "body"),
    "no conversation": (lambda fields: without("conversation_id", fields), "conversation_id"),
    "no upload_id": (lambda fields: without("upload_id", fields), "upload_id"),
    "an upload_id with blanks": (
        lambda fields: form(fields | {"upload_id": "a b c d e"}, photograph()),
        "upload_id",
    ),
    "an endless field": (lambda fields: form(fields | {"alt": "a" * 9_000}, photograph()), "alt"),
    "a NUL": (lambda fields: form(fields | {"alt": "a\0"}, photograph()), "alt"),
}


@pytest.mark.parametrize("how", MALFORMED)
async def test_a_form_that_is_none_is_told_what_is_wrong(
    gallery: Gallery, talk: Talk, how: str
) -> None:
    make, field = MALFORMED[how]
    reply = await gallery.hub.http(talk.buyer).call("POST", PATH, data=make(asked(talk.id)))
    assert (reply.status, reply.code) == (400, "invalid"), reply
    assert reply.json["error"]["data"]["fields"][0]["field"] == field


BODIES = {
    "nothing": b"",
    "no boundary": b"hello",
    "a part within a part": (
        b"--line\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\na\r\n--in--\r\n"
        b"--line--\r\n"
    ),
    "endless headers": b"--line\r\n" + b"A: b\r\n" * 5_000,
    "an endless header": b"--line\r\nA: " + b"b" * 200_000,
    "no end": parts({"conversation_id": "a", "upload_id": "12345678"}) + b"data",
}


@pytest.mark.parametrize("how", BODIES)
async def test_bytes_that_are_no_form(gallery: Gallery, talk: Talk, how: str) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=line"}
    reply = await gallery.hub.http(talk.buyer).call("POST", PATH, data=BODIES[how], headers=kind)
    assert reply.code in {"invalid", "not_found"}, reply
    for other in ("multipart/form-data", "multipart/form-data; boundary=" + "a" * 90):
        headers = {"Content-Type": other}
        reply = await gallery.hub.http(talk.buyer).call("POST", PATH, data=b"a", headers=headers)
        assert reply.code == "invalid"
    reply = await gallery.hub.http(talk.buyer).post(PATH, {"conversation_id": talk.id})
    assert (reply.status, reply.code) == (415, "unsupported_media")


async def test_a_form_begins_with_its_first_part(gallery: Gallery, talk: Talk) -> None:
    """What comes before it would be looked through line by line, while nobody else is served."""
    kind = {"Content-Type": "multipart/form-data; boundary=line"}
    form = parts(asked(talk.id)) + photograph() + b"\r\n--line--\r\n"
    before = {b"": 201, b"\r\n": 201, b"\n\n": 400, b"hello\n": 400, b"\n" * 1_000_000: 400}
    for said, status in before.items():
        reply = await gallery.hub.http(talk.buyer).call(
            "POST", PATH, data=said + form, headers=kind
        )
        assert reply.status == status, said[:9]


async def test_what_is_compressed_is_not_unpacked(gallery: Gallery, talk: Talk) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=line", "Content-Encoding": "gzip"}
    form = gzip.compress(parts(asked(talk.id)) + photograph() + b"\r\n--line--\r\n")
    reply = await gallery.hub.http(talk.buyer).call("POST", PATH, data=form, headers=headers)
    assert (reply.status, reply.code) == (400, "invalid")


async def test_who_may_not_send_there_is_told_before_the_file_is_read(
    gallery: Gallery, talk: Talk
) -> None:
    other = await gallery.talk()
    async with bare.opened(gallery.hub.url) as socket:
        await begin(socket, other.buyer, parts(asked(talk.id)) + bytes(20_000))
        assert (await socket.head()).status == 404


# -- of unknown length ----------------------------------------------------------------------------

ONES = b"1\r\na\r\n" * 1_200_000
"""Parsed, they take more than a second."""


async def streamed() -> AsyncIterator[bytes]:
    for _ in range(50):
        yield bytes(100_000)


@pytest.mark.parametrize("path", [PATH, "/api/v1/import"])
async def test_a_chunked_body_is_refused_and_not_parsed(hub: RunningHub, path: str) -> None:
    """By then no more than its beginning was; for an import, unless the back end sends it."""
    told = 404 if path.endswith("import") else 411
    spent = time.thread_time()
    async with bare.opened(hub.url) as socket:
        head = f"POST {path} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {ANA.token()}\r\n"
        await socket.send(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        await socket.send(ONES)
        assert (await socket.head()).status == told
        await socket.ended()
    assert time.thread_time() - spent < 0.3
    reply = await hub.http(ANA).call("POST", path, data=streamed())
    assert reply.status == told, "to a client that hears it while it sends"
    assert reply.code == {404: "not_found", 411: "invalid"}[told]


# -- of a size ------------------------------------------------------------------------------------


def held_by(pid: int) -> set[str]:
    """Files without a name that a process has open: what it spooled."""
    folder = Path(f"/proc/{pid}/fd")
    links = (str(one.readlink()) for one in folder.iterdir() if one.is_symlink())
    return {link for link in links if "(deleted)" in link}


@pytest.mark.settings(image_bytes=100_000)
async def test_a_file_that_is_too_large_is_refused_at_once(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    assert ana.session["limits"]["image_bytes"] == 100_000
    conversation = await about(ana, "lamp")
    async with bare.opened(hub.url) as socket:
        await begin(socket, ANA, parts(asked(conversation)), length=5_000_000)
        assert (await socket.head()).status == 413, "by what it says of itself"
    reply = await post(hub, ANA, asked(conversation), bytes(100_001))
    assert reply.json["error"]["data"] == {"limit": 100_000}
    assert (await post(hub, ANA, asked(conversation), photograph())).status == 201


# -- cut off, endless, too many -------------------------------------------------------------------


@asynccontextmanager
async def hanging(hub: RunningHub, who: Person, conversation: str) -> AsyncIterator[Bare]:
    """An upload that has begun and does not go on."""
    async with bare.opened(hub.url) as socket:
        await begin(socket, who, parts(asked(conversation)) + bytes(70_000))
        yield socket


async def running(hub: RunningHub, count: int) -> None:
    async def is_so() -> bool:
        return (await exposition(hub)).of("hub_uploads_running") == count

    await until(is_so, f"{count} uploads on their way")


async def test_an_upload_that_is_cut_off_leaves_nothing(gallery: Gallery, talk: Talk) -> None:
    spooled = held_by(os.getpid())
    async with hanging(gallery.hub, talk.buyer, talk.id):
        await running(gallery.hub, 1)
    await running(gallery.hub, 0)
    assert held_by(os.getpid()) <= spooled
    theirs = {"conversation_id": talk.id}
    assert await gallery.database["attachments"].count_documents(theirs) == 0


@pytest.mark.settings(upload_seconds=0.5)
async def test_a_slow_upload_is_given_up(hub: RunningHub) -> None:
    conversation = await about(await hub.connect(ANA), "lamp")
    async with hanging(hub, ANA, conversation) as socket:
        assert (await socket.head()).status == 408
        await running(hub, 0)


@pytest.mark.settings(upload_seconds=15)
async def test_a_little_is_too_slow_and_what_came_before_a_pause_counts(hub: RunningHub) -> None:
    """A place is not held by a byte now and then, nor lost on a line that stalls."""
    conversation = await about(await hub.connect(ANA), "lamp")
    file = photograph() + bytes(40_000)
    said = parts(asked(conversation)) + file + b"\r\n--line--\r\n"
    async with bare.opened(hub.url) as little, bare.opened(hub.url) as stalled:
        await begin(stalled, ANA, said[:40_000], len(said))
        await begin(little, ANA, said[:900], len(said))
        head = await little.head()
        assert head.status == 408
        await running(hub, 1)
        await stalled.send(said[40_000:])
        assert (await stalled.head()).status == 201


@pytest.mark.settings(uploads_per_user=1, uploads=2)
async def test_so_many_at_once_and_no_more(hub: RunningHub) -> None:
    ana, ben = await hub.connect(ANA), await hub.connect(BEN)
    of_ana, of_ben = await about(ana, "lamp"), await about(ben, "lamp")
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(hanging(hub, ANA, of_ana))
        await running(hub, 1)
        own = await post(hub, ANA, asked(of_ana), photograph())
        assert (own.status, own.code) == (429, "rate_limited")
        await stack.enter_async_context(hanging(hub, BEN, of_ben))
        await running(hub, 2)
        others = await post(hub, WEI, asked(of_ana), photograph())
        assert (others.status, others.code) == (503, "overloaded")
        assert others.json["error"]["data"]["retry_after_s"] > 0
    await running(hub, 0)
    assert (await post(hub, WEI, asked(of_ana), photograph())).status == 201


def test_a_few_people_cannot_have_it_all() -> None:
    slots, refused = Slots(per_user=4, in_all=64), Counter[str]()
    with ExitStack() as stack:
        for _ in range(4):
            for user in range(16):
                try:
                    stack.enter_context(slots.taken(f"greedy-{user}"))
                except RateLimited:
                    refused[f"greedy-{user}"] += 1
        assert len(slots) == 32
        assert len(refused) == 16
        with slots.taken("somebody"), pytest.raises(RateLimited), slots.taken("somebody"):
            pass
    with ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(slots.taken("somebody"))
        with pytest.raises(RateLimited), slots.taken("somebody"):
            pass


async def workers() -> set[int]:
    """Processes that this one has started."""
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(pid) for one in children for pid in one.read_text().split()}


async def test_a_worker_starts_while_the_first_file_is_on_its_way(hub: RunningHub) -> None:
    conversation = await about(await hub.connect(ANA), "lamp")
    before = await workers()
    async with hanging(hub, BEN, conversation) as socket:
        assert (await socket.head()).status == 404
    assert await workers() <= before, "for nobody who may not send there"
    async with hanging(hub, ANA, conversation):

        async def started() -> bool:
            return not await workers() <= before

        await until(started, "a worker runs")


@pytest.mark.settings(upload_burst=2, upload_rate=0.01)
async def test_so_often_and_no_more(hub: RunningHub) -> None:
    conversation = await about(await hub.connect(ANA), "lamp")
    replies = [await post(hub, ANA, asked(conversation), photograph()) for _ in range(3)]
    assert [reply.status for reply in replies] == [201, 201, 429]
    assert replies[2].json["error"]["data"]["retry_after_s"] > 10
    metrics = await exposition(hub)
    assert metrics.of("hub_uploads_total", outcome="ok") == 2
    assert metrics.of("hub_uploads_total", outcome="rate_limited") == 1
    assert metrics.of("hub_upload_seconds_count") == 2


@pytest.mark.settings(images="off")
async def test_without_pictures_nobody_is_told_of_them(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    assert not {"attachments", "image_bytes"} & ana.session["limits"].keys()
    reply = await post(hub, ANA, asked(await about(ana, "lamp")), photograph())
    assert (reply.status, reply.code) == (404, "not_found")


async def test_others_are_served_while_uploads_hang(gallery: Gallery, talk: Talk) -> None:
    async with AsyncExitStack() as stack:
        for who in talk.people:
            await stack.enter_async_context(hanging(gallery.hub, who, talk.id))
        replies = await asyncio.gather(
            *(post(gallery.hub, who, asked(talk.id), photograph()) for who in talk.people)
        )
        assert [reply.status for reply in replies] == [201] * 3


async def test_a_small_body_is_not_waited_for_either(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words about a picture; its sender could hold any number of connections by them."""
    monkeypatch.setattr(bodies, "ARRIVAL_SECONDS", 0.2)
    lines = (
        f"PATCH {PATH}/some HTTP/1.1",
        "Host: hub",
        f"Authorization: Bearer {ANA.token()}",
        "Content-Length: 900000",
    )
    async with bare.opened(hub.url) as socket:
        await socket.send("\r\n".join(lines).encode() + b"\r\n\r\n{")
        assert (await socket.head()).status == 408


async def test_a_full_disk_is_told_and_outlived(hub: RunningHub) -> None:
    conversation = await about(await hub.connect(ANA), "lamp")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, before[1]))
    try:
        reply = await post(hub, ANA, asked(conversation), bytes(5_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (reply.status, reply.code) == (503, "overloaded")
    assert (await post(hub, ANA, asked(conversation), photograph())).status == 201


async def test_without_a_file_handle_for_a_worker_it_is_put_off(hub: RunningHub) -> None:
    conversation = await about(await hub.connect(ANA), "lamp")
    said = parts(asked(conversation)) + photograph() + b"\r\n--line--\r\n"
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    async with bare.opened(hub.url) as socket:
        await begin(socket, ANA, said[:100], len(said))
        await running(hub, 1)
        taken = {int(one.name) for one in Path("/proc/self/fd").iterdir()}
        free = next(number for number in count() if number not in taken)
        resource.setrlimit(resource.RLIMIT_NOFILE, (free, before[1]))
        try:
            await socket.send(said[100:])
            head = await socket.head()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert head.status == 503
    assert (await post(hub, ANA, asked(conversation), photograph())).status == 201
