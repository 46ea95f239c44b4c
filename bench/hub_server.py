"""The hub under load: its process, its tokens, and the marketplace it knows."""

import contextlib
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import jwt

from bench import processes
from bench.database import Database
from bench.processes import BenchError, Server
from bench.throughput import Pair

SECRET = os.urandom(32).hex()
TOKEN_SECONDS = 6 * 3600
UNLIMITED = str(1_000_000)
IMPORT_LINES = 1000

_SETTINGS = {
    "HUB_PORT": "0",
    "HUB_JWT_SECRET": SECRET,
    "HUB_LOG_LEVEL": "warning",
    # One address and a hundred busy pairs stand for a whole marketplace here.
    "HUB_SEND_RATE": UNLIMITED,
    "HUB_SEND_BURST": UNLIMITED,
    "HUB_ADDRESS_SEND_RATE": UNLIMITED,
    "HUB_ADDRESS_SEND_BURST": UNLIMITED,
    "HUB_OPEN_RATE": UNLIMITED,
    "HUB_OPEN_BURST": UNLIMITED,
    "HUB_EVENT_RATE": UNLIMITED,
    "HUB_EVENT_BURST": UNLIMITED,
    "HUB_CONNECTIONS_PER_ADDRESS": UNLIMITED,
}


@contextlib.asynccontextmanager
async def running(
    database: Database, name: str, folder: Path, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Server]:
    """`hub serve` as a process of its own, over the database called `name`."""
    env = {
        **_SETTINGS,
        **(settings or {}),
        "HUB_MONGO_URI": database.uri,
        "HUB_MONGO_DATABASE": name,
        "HUB_DATA_DIR": str(folder / name),
    }
    command = [sys.executable, "-m", "hub", "serve"]
    async with processes.running("hub", command, env, folder / "hub.log") as server:
        yield server


def token(sub: str, role: str, *, shop: str | None = None, lang: str = "en") -> str:
    """A token as the marketplace would sign it."""
    claims: dict[str, Any] = {
        "sub": sub,
        "role": role,
        "name": f"Name of {sub}",
        "lang": lang,
        "aud": "hub",
        "exp": int(time.time()) + TOKEN_SECONDS,
    }
    if shop is not None:
        claims["shop"] = shop
    return jwt.encode(claims, SECRET, algorithm="HS256")


async def load_records(server: Server, records: Iterable[Mapping[str, Any]]) -> None:
    """Imports marketplace records; raises BenchError when one is refused."""
    lines = [json.dumps(record) for record in records]
    headers = {"Authorization": f"Bearer {token('marketplace', 'service')}"}
    headers["Content-Type"] = "application/x-ndjson"
    async with aiohttp.ClientSession(server.url, headers=headers) as session:
        for start in range(0, len(lines), IMPORT_LINES):
            body = "\n".join(lines[start : start + IMPORT_LINES])
            async with session.post("/api/v1/import", data=body.encode()) as response:
                answer = await response.json()
            if response.status != 200 or answer["failed"]:
                raise BenchError(f"the hub refused records: {answer}")


def pair_records(count: int, buyer_lang: str = "en") -> list[dict[str, Any]]:
    """A buyer, a shop with its seller, and a product for each pair."""
    return [record for n in range(count) for record in _pair_records(n, buyer_lang)]


def _pair_records(n: int, buyer_lang: str) -> list[dict[str, Any]]:
    product = {
        "shop": f"shop-{n}",
        "title": "A lamp of dark wood",
        "price": {"amount": "24.90", "currency": "EUR"},
        "url": f"https://market.example/products/{n}",
    }
    buyer = {"name": f"Buyer {n}", "role": "buyer", "lang": buyer_lang}
    seller = {"name": f"Seller {n}", "role": "seller", "shop": f"shop-{n}", "lang": "en"}
    return [
        _record("shop", f"shop-{n}", {"name": f"Shop {n}", "lang": "en"}),
        _record("user", f"buyer-{n}", buyer),
        _record("user", f"seller-{n}", seller),
        _record("product", f"product-{n}", product),
    ]


def _record(kind: str, id_: str, record: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": kind, "id": id_, "record": record}


def pairs(count: int, buyer_lang: str = "en") -> list[Pair]:
    """Tokens for the people of `pair_records`."""
    return [
        Pair(
            buyer=token(f"buyer-{n}", "buyer", lang=buyer_lang),
            seller=token(f"seller-{n}", "seller", shop=f"shop-{n}"),
            context={"type": "product", "id": f"product-{n}"},
        )
        for n in range(count)
    ]
