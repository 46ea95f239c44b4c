"""Many files that arrive at once leave turns of the event loop to others, between their pieces."""

import asyncio
import hashlib
import io
from collections.abc import Callable
from typing import Any

from aiohttp import StreamReader
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request

from hub.transport.http.multipart import Bounds, Form, Turns, arriving
from tests.support.forms import parts
from tests.support.timing import until

FILES, PIECES = 20, 8
CONTENT = bytes(PIECES * 65_536)


class Watched(io.BytesIO):
    """A file that tells of each piece that is written to it."""

    def __init__(self, told: Callable[[], None]) -> None:
        super().__init__()
        self._told = told

    def write(self, piece: Any) -> int:
        self._told()
        return super().write(piece)


async def form() -> Form:
    """One of which every byte is there already."""
    stream = StreamReader(BaseProtocol(asyncio.get_running_loop()), 2 * len(CONTENT))
    stream.feed_data(parts({}) + CONTENT + b"\r\n--line--\r\n")
    stream.feed_eof()
    headers = {"Content-Type": "multipart/form-data; boundary=line"}
    request = make_mocked_request("POST", "/", headers, payload=stream)
    return await arriving(request, (), Bounds(file_bytes=len(CONTENT), seconds=60))


async def test_a_file_gives_way_to_messages_but_not_for_ever() -> None:
    sending = True
    file, turns = io.BytesIO(), Turns(lambda: sending)
    pouring = asyncio.create_task((await form()).pour(file, turns))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not file.tell(), "while somebody sends"
    await until(file.tell, "a piece came in although somebody sends all the time")
    sending = False
    await pouring
    assert file.tell() == len(CONTENT)


async def test_files_that_arrive_at_once_give_way_between_their_pieces() -> None:
    written, in_one_turn = 0, []

    def told() -> None:
        nonlocal written
        written += 1

    turns, files = Turns(lambda: False), [Watched(told) for _ in range(FILES)]
    forms = [await form() for _ in files]
    pouring = asyncio.gather(
        *(one.pour(file, turns) for one, file in zip(forms, files, strict=True))
    )
    while not pouring.done():
        before = written
        await asyncio.sleep(0)
        in_one_turn.append(written - before)
    assert set(await pouring) == {hashlib.sha256(CONTENT).hexdigest()}
    assert written >= FILES * PIECES
    assert max(in_one_turn) == 1
