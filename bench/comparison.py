"""The measurements in their order, and the rows they give."""

import contextlib
import os
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import database, hub_server, idle, load_client, scale, servers, table, throughput
from bench.database import Database
from bench.servers import Subject
from bench.table import Row, at_least, at_most, ratios
from bench.throughput import Run

PARTS = ("throughput", "memory", "scale")
KB = 1024

Write = Callable[[str], object]
Section = tuple[str, list[Row]]


@dataclass(frozen=True)
class Plan:
    """How much of everything."""

    load: throughput.Load = field(default_factory=throughput.Load)
    idle: int = 2_000
    idle_first: int = 200
    pages: scale.Load = field(default_factory=scale.Load)


FULL = Plan()
QUICK = Plan(
    load=throughput.Load(pairs=5, warmup_s=0.2, seconds=0.5, rounds=1),
    idle=60,
    idle_first=20,
    pages=scale.Load(small=300, large=900, requests=20, turn=10, rounds=1, ordinary=6, heavy=1),
)


async def run(plan: Plan, parts: Sequence[str], work: Path, write: Write) -> None:
    """Measures `parts` and writes the table; raises BenchError."""
    load_client.install_modules()
    logs = work / "logs"
    shutil.rmtree(logs, ignore_errors=True)
    logs.mkdir(parents=True)
    sections: list[Section] = []
    async with database.running(work) as mongod:
        await database.drop_all_but(mongod, scale.PREFIX)
        if "throughput" in parts:
            sections.append(await _throughput(plan.load, mongod, logs))
        if "memory" in parts:
            sections.append(await _memory(plan, mongod, logs))
        if "scale" in parts:
            sections.append(await _scale(plan.pages, mongod, logs))
    write(f"{os.cpu_count()} cores, shared by servers, database and load client\n")
    table.render(sections, lambda line: write(line + "\n"))


async def _throughput(load: throughput.Load, mongod: Database, logs: Path) -> Section:
    runs: dict[str, list[Run]] = defaultdict(list)
    async with contextlib.AsyncExitStack() as stack:
        subjects = {
            "a": await stack.enter_async_context(_node("node_single", load, mongod, logs)),
            "hub": await stack.enter_async_context(_hub(load, mongod, logs)),
            "b": await stack.enter_async_context(_node("node_group", load, mongod, logs)),
            "c": await stack.enter_async_context(servers.echo_peer(load.pairs, logs)),
        }
        for _ in range(load.rounds):
            for name, subject in subjects.items():
                run = await throughput.measure(subject.server, mongod, subject.pairs, load)
                runs[name].append(run)
    return "messages: 100 pairs, one in flight each", _throughput_rows(runs)


def _node(
    program: str, load: throughput.Load, mongod: Database, logs: Path
) -> contextlib.AbstractAsyncContextManager[Subject]:
    return servers.node_peer(program, mongod, load.pairs, logs)


@contextlib.asynccontextmanager
async def _hub(load: throughput.Load, mongod: Database, logs: Path) -> AsyncIterator[Subject]:
    async with hub_server.running(mongod, "hub_throughput", logs) as server:
        await hub_server.load_records(server, hub_server.pair_records(load.pairs))
        yield Subject(server, hub_server.pairs(load.pairs))


def _throughput_rows(runs: dict[str, list[Run]]) -> list[Row]:
    def figures(name: str, figure: str) -> list[float]:
        return [getattr(run, figure) for run in runs[name]]

    def ratio(figure: str, peer: str) -> list[float]:
        return ratios(figures("hub", figure), figures(peer, figure))

    rates = [Row(f"{name}: acked", figures(name, "per_second"), "/s") for name in runs]
    p99s = [Row(f"{name}: p99 of the ack", figures(name, "p99_ms"), "ms") for name in runs]
    costs = [Row(f"{name}: CPU a message", figures(name, "cpu_us"), "us") for name in runs]
    stored = [name for name in runs if name != "c"]
    mongod = [
        Row(f"{name}: mongod's CPU a message", figures(name, "mongod_cpu_us"), "us")
        for name in stored
    ]
    return [
        *rates,
        Row("hub / (a): acked", ratio("per_second", "a"), goal=at_least(3)),
        Row("hub / (b): acked", ratio("per_second", "b"), goal=at_least(1)),
        *p99s,
        Row("hub / (a): p99 of the ack", ratio("p99_ms", "a"), goal=at_most(0.5)),
        *costs,
        *mongod,
        Row("hub: indexing after the last ack", figures("hub", "catching_up_s"), "s"),
        Row("hub / (c): CPU a message", ratio("cpu_us", "c"), goal=at_most(1.6)),
    ]


async def _memory(plan: Plan, mongod: Database, logs: Path) -> Section:
    count = plan.idle + plan.idle_first
    pairs = servers.peer_pairs(count)
    async with servers.echo_peer(0, logs) as echo:
        bare = await idle.bytes_per_connection(
            echo.server, [pair.buyer for pair in pairs], plan.idle_first
        )
    async with hub_server.running(mongod, "hub_idle", logs) as server:
        tokens = [pair.buyer for pair in hub_server.pairs(count)]
        ours = await idle.bytes_per_connection(server, tokens, plan.idle_first)
    rows = [
        Row("(c): memory of an idle connection", [bare / KB], "KB"),
        Row("hub: memory of an idle connection", [ours / KB], "KB", at_most(40)),
    ]
    return f"memory: {plan.idle:,} idle connections", rows


async def _scale(load: scale.Load, mongod: Database, logs: Path) -> Section:
    small, large = await scale.measure(mongod, load, logs)
    rows: list[Row] = []
    for operation in scale.OPERATIONS:
        few = [answer.p99_ms for answer in small[operation]]
        many = [answer.p99_ms for answer in large[operation]]
        rows += [
            Row(f"{operation}: p50, few", [answer.p50_ms for answer in small[operation]], "ms"),
            Row(f"{operation}: p50, many", [answer.p50_ms for answer in large[operation]], "ms"),
            Row(f"{operation}: p99, few", few, "ms"),
            Row(f"{operation}: p99, many", many, "ms"),
            Row(f"{operation}: p99, many / few", ratios(many, few), goal=at_most(1.3)),
        ]
    return f"pages: {load.large:,} messages (many) against {load.small:,} (few)", rows
