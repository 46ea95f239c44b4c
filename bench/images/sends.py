"""What uploads cost those who send: acks while fifty pictures come in, and acks while none does."""

from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.images.crowd import Crowd
from bench.load_client import LoadClient
from bench.processes import BenchError
from bench.table import Row, at_most, compared, p99

ROUND_SECONDS = 600.0


@dataclass(frozen=True)
class Load:
    """Messages a second, pictures at once, rounds, and how long a turn takes at least."""

    per_second: float = 50
    pictures: int = 50
    rounds: int = 8
    least_s: float = 2


async def rows(client: LoadClient, crowd: Crowd, load: Load) -> list[Row]:
    """The load client is ready and has a plan of this load; raises BenchError."""
    client.send({"start": True})
    again = 0
    for number in range(load.rounds + 1):
        await client.wait_for("uploading", ROUND_SECONDS)
        again += await crowd.upload(load.pictures, number)
        client.send({"uploaded": True})
    done = await client.wait_for("done", ROUND_SECONDS)
    if done["errors"]:
        raise BenchError(done["errors"][0])
    return _table(done, load, again)


def _table(done: dict[str, Any], load: Load, again: int) -> list[Row]:
    uploading, quiet = done["uploading_ms"], done["quiet_ms"]
    label = f"{load.pictures} uploads at once: p99 of the ack, with / without"
    return [
        *compared(label, uploading, quiet, at_most(1.1)),
        Row("p50 of the ack, with / without", [median(uploading) / median(quiet)]),
        Row("p99 of the ack, without", [p99(quiet)], "ms"),
        Row("messages a second", [load.per_second]),
        Row("uploads that had to come again", [float(again)]),
    ]
