"""kill -9 in the middle of a run of sends: nothing acked is lost, nothing doubled, no gap.

The hub is the command a person starts, with its own mongod. Several people write into the same
conversations, a few messages in flight each; what was not acked they send again, as the browser's
outbox does, under the same `client_id`.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from hub.embedded.folder import Folder
from tests.support import programs
from tests.support.people import ANA, BEN, LUC, WEI, XIA, Person
from tests.support.programs import Program
from tests.support.running import RunningHub, reached
from tests.support.timing import until
from tests.support.tokens import SECRET
from tests.support.wire import Wire

pytestmark = pytest.mark.crash

MESSAGES = 150
WINDOW = 4
UNLIMITED = "1000000"


@asynccontextmanager
async def serving(data_dir: Path) -> AsyncIterator[tuple[Program, RunningHub]]:
    env = {
        "HUB_PORT": "0",
        "HUB_DATA_DIR": str(data_dir),
        "HUB_JWT_SECRET": SECRET,
        "HUB_SEND_RATE": UNLIMITED,
        "HUB_SEND_BURST": UNLIMITED,
        "HUB_ADDRESS_SEND_RATE": UNLIMITED,
        "HUB_ADDRESS_SEND_BURST": UNLIMITED,
        "HUB_OPEN_BURST": UNLIMITED,
        "HUB_EVENT_RATE": UNLIMITED,
        "HUB_EVENT_BURST": UNLIMITED,
        "HUB_TRANSLATION": "off",  # what is sent is the subject, and engines start slowly
    }
    async with (
        programs.python("-m", "hub", "serve", ready="ready http", env=env) as program,
        reached(program.ready.split()[-1]) as hub,
    ):
        yield program, hub


class Writer:
    """One person with messages to send; `acked` is what the hub has vouched for."""

    def __init__(self, who: Person, conversation_id: str) -> None:
        self.who = who
        self.conversation_id = conversation_id
        self.acked: dict[str, int] = {}

    @property
    def waiting(self) -> list[str]:
        ids = (f"{self.who.id}-{number}" for number in range(MESSAGES))
        return [id for id in ids if id not in self.acked]

    async def write(self, hub: RunningHub) -> None:
        """Send what is not acked, until everything is or the hub is gone."""
        try:
            wire = await hub.connect(self.who)
            while waiting := self.waiting[:WINDOW]:
                pauses = await asyncio.gather(*(self._send(wire, id) for id in waiting))
                await asyncio.sleep(max(pauses))
        except (ConnectionError, aiohttp.ClientError):
            return

    async def _send(self, wire: Wire, id: str) -> float:
        """Send one; how long the hub wants to be left alone."""
        draft = {"conversation_id": self.conversation_id, "client_id": id, "text": f"I am {id}"}
        ack = await wire.call("message:send", draft, within=30)
        if not ack["ok"]:
            assert ack["error"]["code"] == "overloaded", ack
            return float(ack["error"]["data"]["retry_after_s"])
        self.acked[id] = ack["data"]["message"]["seq"]
        return 0


async def people_at_work(hub: RunningHub) -> list[Writer]:
    """Five writers in two conversations: Ana with two operators of a shop, Ben with Luc."""
    await hub.fill()
    lamp = await conversation(hub, ANA, "lamp")
    bag = await conversation(hub, BEN, "bag")
    return [
        *(Writer(who, lamp) for who in (ANA, WEI, XIA)),
        *(Writer(who, bag) for who in (BEN, LUC)),
    ]


async def conversation(hub: RunningHub, buyer: Person, product: str) -> str:
    wire = await hub.connect(buyer)
    context = {"type": "product", "id": product}
    return str((await wire.ok("conversation:open", {"context": context}))["conversation"]["id"])


async def stored(wire: Wire, conversation_id: str) -> list[dict[str, Any]]:
    """Every message of a conversation, by seq."""
    found: list[dict[str, Any]] = []
    request: dict[str, Any] = {"conversation_id": conversation_id, "limit": 200}
    more = True
    while more:
        page = await wire.ok("conversation:history", request)
        found[:0] = page["messages"]
        request["before_seq"] = found[0]["seq"]
        more = page["has_more"]
    return found


async def check(hub: RunningHub, writers: Sequence[Writer]) -> None:
    """All that was written is there, once, in order, where the acks said, and counted."""
    for buyer in (ANA, BEN):
        mine = [writer for writer in writers if writer.who is buyer]
        id = mine[0].conversation_id
        wire = await hub.connect(buyer)
        messages = await stored(wire, id)
        of_conversation = [writer for writer in writers if writer.conversation_id == id]
        assert [message["seq"] for message in messages] == list(
            range(1, MESSAGES * len(of_conversation) + 1)
        )
        by_ack = {id: seq for writer in of_conversation for id, seq in writer.acked.items()}
        assert {message["client_id"]: message["seq"] for message in messages} == by_ack
        assert all(message["text"] == f"I am {message['client_id']}" for message in messages)
        listed = (await wire.ok("conversation:list", {}))["conversations"]
        assert [one["last_seq"] for one in listed] == [len(messages)]
        assert [one["unread"] for one in listed] == [MESSAGES * (len(of_conversation) - 1)]


async def acked(writers: Sequence[Writer], share: float) -> None:
    """Return when that share of all messages is acked."""
    enough = share * MESSAGES * len(writers)
    await until(lambda: sum(len(writer.acked) for writer in writers) > enough, "acks", within=60)


async def test_kill_9_of_the_hub(tmp_path: Path) -> None:
    writers: list[Writer] = []
    for share in (0.2, 0.4, 0.6):
        async with serving(tmp_path) as (program, hub), asyncio.TaskGroup() as writing:
            writers = writers or await people_at_work(hub)
            for writer in writers:
                writing.create_task(writer.write(hub))
            await acked(writers, share)
            await program.kill()
        assert all(writer.waiting for writer in writers), "killed in the middle"
    async with serving(tmp_path) as (_, hub):
        await asyncio.gather(*(writer.write(hub) for writer in writers))
        await check(hub, writers)


async def test_kill_9_of_mongod(tmp_path: Path) -> None:
    lock = Folder(tmp_path / "mongo").mongod_lock
    async with serving(tmp_path) as (_, hub):
        writers = await people_at_work(hub)
        async with asyncio.TaskGroup() as writing:
            for writer in writers:
                writing.create_task(writer.write(hub))
            for share in (0.2, 0.5):
                await acked(writers, share)
                os.kill(int(lock.read_text()), signal.SIGKILL)
            assert all(writer.waiting for writer in writers), "killed in the middle"
        await check(hub, writers)
    async with serving(tmp_path) as (_, hub):
        await check(hub, writers)


async def test_sigterm_ends_the_hub_and_its_mongod(tmp_path: Path) -> None:
    lock = Folder(tmp_path / "mongo").mongod_lock
    async with serving(tmp_path) as (program, hub):
        await hub.fill()
        wire = await hub.connect(ANA)
        assert await program.terminate() == 0, "".join(program.output)
        assert (await wire.expect("session:ended"))["code"] == "overloaded"
        assert lock.read_text() == "", "mongod closed its files"


async def test_a_second_hub_on_the_folder_says_so_and_ends(tmp_path: Path) -> None:
    async with serving(tmp_path):
        with pytest.raises(AssertionError, match="HUB_DATA_DIR"):
            async with serving(tmp_path):
                pass
