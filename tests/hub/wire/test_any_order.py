"""Whatever people do in whatever order, and at once: everybody sees what a naive recount says.

After every step: the inboxes, threads, counts and receipts of both sides against a model of plain
lists; and the state check, that what devices made of pushes alone equals what is fetched afresh.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.support.cast import Cast
from tests.support.office import Office
from tests.support.reducer import Reducer, stub
from tests.support.running import RunningHub, reached
from tests.support.speaking import about, catch_up, history, inbox, say
from tests.support.wire import Json, Wire

SIDES = ("buyer", "seller")
STATUSES = ("processing", "shipped", "in_transit", "delivered")
KINDS = ("say", "say", "say", "read", "read", "delivered", "hide", "clear", "move", "erase")
NUMBERS = st.integers(0, 99)
DEEDS = st.tuples(st.sampled_from(KINDS), st.integers(0, 3), st.integers(0, 1), NUMBERS, NUMBERS)
SETTINGS = settings(
    max_examples=10,
    stateful_step_count=15,
    phases=[Phase.generate],  # what happens at once happens otherwise when it is tried again
    suppress_health_check=list(HealthCheck),
)
Deed = tuple[str, int, int, int, int]
"""(kind, device, conversation, two numbers that say which message)."""


@dataclass
class Side:
    """What one side of a conversation did, in the plainest way."""

    delivered: int = 0
    read: int = 0
    cleared: int = 0
    ever_cleared: bool = False
    opened: bool = False
    hidden: set[int] = field(default_factory=set)


@dataclass
class Talk:
    """A conversation as a model: who wrote each message, and what the sides did."""

    id: str
    buyer: Side
    seller: Side
    senders: dict[int, str] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)

    @property
    def last(self) -> int:
        return len(self.senders)

    def side(self, name: str) -> Side:
        return self.buyer if name == "buyer" else self.seller

    def visible(self, name: str) -> list[int]:
        side = self.side(name)
        return [s for s in sorted(self.senders) if s > side.cleared and s not in side.hidden]

    def unread(self, name: str) -> int:
        side = self.side(name)
        other = {"buyer": "seller", "seller": "buyer"}[name]
        return sum(self.senders[seq] == other and seq > side.read for seq in self.visible(name))

    def listed(self, name: str) -> bool:
        side = self.side(name)
        return self.last > side.cleared if side.ever_cleared else side.opened or self.last > 0


class Device:
    """A person's device: its connection, and what it made of pushes."""

    def __init__(self, wire: Wire, side: str) -> None:
        self.wire = wire
        self.side = side
        self.state = Reducer()
        self._applied = 0

    async def catch_on(self) -> None:
        """Take in every push that the hub wrote before now."""
        await self.wire.barrier()
        for event, payload in self.wire.pushed[self._applied :]:
            self.state.apply(event, payload)
        self._applied = len(self.wire.pushed)


class Anything(RuleBasedStateMachine):
    """Two devices of a buyer and two operators of a shop, in two conversations."""

    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.cast = Cast()
        self.moves = 0
        self.running = reached(self.url)
        self.run(self.begin())

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self.runner.run(work)

    async def begin(self) -> None:
        self.hub: RunningHub = await self.running.__aenter__()
        lines = self.cast.records()
        assert await self.hub.service.import_(lines) == {"imported": len(lines), "failed": []}
        self.people = (self.cast.ana, self.cast.ana, self.cast.wei, self.cast.xia)
        self.devices = [await self.device(index) for index in range(4)]
        product = await about(self.devices[0].wire, self.cast.lamp)
        order = await about(self.devices[2].wire, self.cast.anas_order, "order")
        self.talks = [
            Talk(product, Side(opened=True), Side()),
            Talk(order, Side(), Side(opened=True)),
        ]
        await self.check()

    async def device(self, index: int) -> Device:
        who = self.people[index]
        return Device(await self.hub.connect(who), who.role)

    def teardown(self) -> None:
        async def end() -> None:
            await self.running.__aexit__(None, None, None)

        self.run(end())
        self.runner.close()

    # -- what people do ---------------------------------------------------------------------------

    @rule(deed=DEEDS)
    def one(self, deed: Deed) -> None:
        self.run(self.together([deed]))

    @rule(deeds=st.lists(DEEDS, min_size=2, max_size=6))
    def several_at_once(self, deeds: list[Deed]) -> None:
        self.run(self.together(deeds))

    @rule(index=st.integers(0, 3), deeds=st.lists(DEEDS, min_size=1, max_size=4))
    def one_is_away(self, index: int, deeds: list[Deed]) -> None:
        self.run(self.away(index, deeds))

    async def together(self, deeds: list[Deed]) -> None:
        before = [talk.last for talk in self.talks]
        await asyncio.gather(*(self.do(deed) for deed in deeds))
        if any(deed[0] == "clear" for deed in deeds):
            await self.learn_clearings(before)
        await self.check()

    async def do(self, deed: Deed) -> None:
        kind, index, which, first, second = deed
        device, talk = self.devices[index], self.talks[which]
        side, at = talk.side(device.side), {"conversation_id": talk.id}
        seq = first % (talk.last + 1)
        if kind == "say":
            message = await say(device.wire, talk.id, f"word {first}")
            talk.senders[message["seq"]] = device.side
        elif kind == "move":
            await self.move()
        elif kind == "erase" and seq and talk.senders.get(seq) != "system":
            talk.erased.add(seq)
            await Office(self.hub).post("/messages/erase", at | {"seq": seq, "reason": "Abuse"})
        elif kind == "clear":
            side.ever_cleared = True
            await device.wire.ok("conversation:hide", at)
        elif kind == "hide" and seq:
            seqs = sorted({seq, second % talk.last + 1})
            side.hidden.update(seqs)
            await device.wire.ok("message:hide", at | {"seqs": seqs})
        elif kind in ("read", "delivered"):
            side.delivered = max(side.delivered, seq)
            side.read = max(side.read, seq) if kind == "read" else side.read
            await device.wire.ok(f"message:{kind}", at | {"seq": seq})

    async def move(self) -> None:
        """The order goes on to a status that it is not in."""
        self.moves += 1
        status = STATUSES[self.moves % len(STATUSES)]
        told = await self.hub.service.order_status(self.cast.anas_order, status)
        assert told["conversation_id"] == self.talks[1].id
        self.talks[1].senders[told["seq"]] = "system"

    async def learn_clearings(self, before: list[int]) -> None:
        """Where others wrote at the same time, the hub decides what was still cleared."""
        for wire, side in ((self.devices[0].wire, "buyer"), (self.devices[2].wire, "seller")):
            for talk, last in zip(self.talks, before, strict=True):
                changes = (await catch_up(wire, talk.id))["changes"]
                told = [one["cleared_seq"] for one in changes if one["type"] == "cleared"]
                cleared = max(told, default=0)
                if cleared != talk.side(side).cleared:
                    assert talk.side(side).ever_cleared
                    assert last <= cleared <= talk.last
                    talk.side(side).cleared = cleared

    async def away(self, index: int, deeds: list[Deed]) -> None:
        """A device misses what the others do, and catches up from where it was."""
        left = self.devices[index]
        await left.wire.socket.close()
        await left.wire.closed()
        before = [talk.last for talk in self.talks]
        await asyncio.gather(*(self.do(deed) for deed in deeds if deed[1] != index))
        back = self.devices[index] = await self.device(index)
        if any(deed[0] == "clear" for deed in deeds):
            await self.learn_clearings(before)
        await back.catch_on()
        for one in await inbox(back.wire, limit=200):
            back.state.conversations[one["id"]] = one
        for talk in self.talks:
            await self.catch_up(left, back, talk)
        await self.check()

    async def catch_up(self, left: Device, back: Device, talk: Talk) -> None:
        """The thread as it was left, and what was missed since."""
        known = left.state.conversations.get(talk.id, {"last_seq": 0, "change": 0})
        thread = dict(left.state.threads.get(talk.id, {}))
        missed = await catch_up(back.wire, talk.id, known["last_seq"], known["change"])
        thread |= {message["seq"]: message for message in missed["messages"]}
        for change in missed["changes"]:
            thread = changed(thread, change)
        back.state.threads[talk.id] = thread
        assert missed["receipts"]["buyer"]["read_seq"] == talk.buyer.read
        assert missed["receipts"]["seller"]["read_seq"] == talk.seller.read

    # -- what they see ----------------------------------------------------------------------------

    async def check(self) -> None:
        for device in self.devices:
            await device.catch_on()
        for side, pair in (("buyer", self.devices[:2]), ("seller", self.devices[2:])):
            wire = pair[0].wire
            listed = await wire.ok("conversation:list", {"limit": 200})
            threads = {talk.id: await history(wire, talk.id, limit=200) for talk in self.talks}
            self.check_model(side, listed, threads)
            for device in pair:
                self.check_state(device.state, listed, threads)

    def check_model(self, side: str, listed: Json, threads: dict[str, list[Json]]) -> None:
        shown = {one["id"]: one for one in listed["conversations"]}
        assert shown.keys() == {talk.id for talk in self.talks if talk.listed(side)}
        for talk in self.talks:
            assert sorted(talk.senders) == list(range(1, talk.last + 1))
            assert [message["seq"] for message in threads[talk.id]] == talk.visible(side)
            for message in threads[talk.id]:
                assert message["sender"]["side"] == talk.senders[message["seq"]]
                assert message.get("erased", False) == (message["seq"] in talk.erased)
        for talk in self.talks:
            if talk.id in shown:
                self.check_shown(shown[talk.id], talk, side)
        total = sum(talk.unread(side) for talk in self.talks if talk.listed(side))
        assert listed["unread_total"] == total

    def check_shown(self, shown: Json, talk: Talk, side: str) -> None:
        assert shown["unread"] == talk.unread(side)
        assert shown["last_seq"] == talk.last
        assert shown["receipts"] == {
            name: {"delivered_seq": talk.side(name).delivered, "read_seq": talk.side(name).read}
            for name in SIDES
        }
        last = shown["last_message"]
        assert [last["seq"]] if last else talk.visible(side)[-1:] == []

    def check_state(self, state: Reducer, listed: Json, threads: dict[str, list[Json]]) -> None:
        assert state.unread_total == listed["unread_total"]
        fetched = {one["id"]: one for one in listed["conversations"]}
        assert state.listed.keys() == fetched.keys()
        assert differences(state.listed, fetched) == []
        for id, thread in threads.items():
            assert state.thread(id) == thread


def changed(thread: dict[int, Json], change: Json) -> dict[int, Json]:
    """A thread after one of the changes that catch-up tells."""
    seqs = set(change.get("seqs", ()))
    if change["type"] == "erased":
        return {seq: stub(one) if seq in seqs else one for seq, one in thread.items()}
    above = change.get("cleared_seq", 0)
    return {seq: one for seq, one in thread.items() if seq > above and seq not in seqs}


def differences(told: dict[str, Json], fetched: dict[str, Json]) -> list[tuple[str, Json, Json]]:
    """(field, as pushed, as fetched) wherever the two are not the same."""
    return [
        (name, told[id].get(name), value)
        for id, one in fetched.items()
        for name, value in one.items()
        if told[id].get(name) != value
    ]


@pytest.fixture
def anything(shared_url: str) -> type[Anything]:
    """The machine, on the shared hub."""
    return type("AnythingHere", (Anything,), {"url": shared_url})


def test_anything_in_any_order(anything: type[Anything]) -> None:
    run_state_machine_as_test(anything, settings=SETTINGS)
