"""The browser client's SDK against a running hub: scripts of tests/js/hub, run by node."""

import asyncio
import json
import os
from asyncio.subprocess import PIPE, STDOUT
from typing import Any

import pytest

from tests.support.people import ANA, BEN, WEI, XIA
from tests.support.programs import ROOT
from tests.support.running import RunningHub
from tests.support.timing import UNIT, seconds


async def run(script: str, hub: RunningHub, *, within: float, **given: Any) -> None:
    """Run a script to its end, which it reaches with status 0 if all held."""
    told = {"url": hub.url, "time_unit": UNIT} | given
    process = await asyncio.create_subprocess_exec(
        *(ROOT / "tools" / "with-node", "node", ROOT / "tests" / "js" / "hub" / script),
        cwd=ROOT,
        env={**os.environ, "HUB_TEST": json.dumps(told)},
        stdout=PIPE,
        stderr=STDOUT,
    )
    try:
        async with asyncio.timeout(seconds(within)):
            output, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        raise
    assert process.returncode == 0, output.decode()
    assert output.decode().rstrip().endswith("held")


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_pushed_state_equals_fetched_state(seed: int, hub: RunningHub) -> None:
    people = {"buyer": ANA.token(), "seller": WEI.token(), "colleague": XIA.token()}
    await run("state-check.mjs", hub, within=120, seed=seed, **people)


async def test_a_session_over_its_life(hub: RunningHub) -> None:
    blocked = {"name": "Ben", "role": "buyer", "lang": "en"}
    await hub.service.record("user", BEN.id, blocked | {"suspended_until": "2999-01-01T00:00:00Z"})
    tokens = {
        "buyer": ANA.token(),
        "seller": WEI.token(),
        "short": ANA.token(expires_in_s=3),
        "expired": ANA.token(expires_in_s=-60),
        "suspended": BEN.token(),
    }
    await run("session.mjs", hub, within=90, **tokens)
