"""The marketplace's staff, as these tests need them: by the staff API, without a window."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from hub.config import Settings
from tests.support.people import Person
from tests.support.running import RunningHub, reached

ROBIN = Person("robin", "staff", "Robin Adeyemi")
STAFF = "/api/v1/staff"

LENIENT = {"strikes": {"cool_down_at": 900_000, "suspend_at": 999_999}}
"""Whoever is refused again and again in these tests may go on, in the tests after them too."""
POLICY = {
    **LENIENT,
    # After payment a telephone number waits for staff.
    "stage": {"after_payment": {"phone": "review", "on_review": "hold"}},
}


class Staff:
    """Decides, erases, suspends."""

    def __init__(self, hub: RunningHub) -> None:
        self._http = hub.http(ROBIN)

    async def policy(self, policy: dict[str, Any]) -> None:
        await self._done("PUT", "/policy", {"policy": policy, "reason": "Browser tests"})

    async def incidents(self, sender: str, conversation: str) -> list[dict[str, Any]]:
        """Those about one person's messages in a conversation, the newest first."""
        reply = await self._http.get(
            f"{STAFF}/incidents?state=all&limit=100&sender={quote(sender)}"
        )
        assert reply.status == 200, reply
        return [it for it in reply.json["incidents"] if it["conversation_id"] == conversation]

    async def decide(self, sender: str, conversation: str, outcome: str) -> None:
        """The one open incident about a person's messages in a conversation."""
        found = await self.incidents(sender, conversation)
        (id,) = [it["id"] for it in found if it["state"] == "open"]
        await self._done("POST", f"/incidents/{quote(id)}/decision", {"outcome": outcome})

    async def erase(self, conversation: str, seq: int) -> None:
        body = {"conversation_id": conversation, "seq": seq, "reason": "Browser tests"}
        await self._done("POST", "/messages/erase", body)

    async def suspend(self, user: str, seconds: float | None) -> None:
        """From sending, for so long; None: no more."""
        until = None if seconds is None else _in(seconds)
        body = {"until": until, "reason": "Browser tests"}
        await self._done("PUT", f"/users/{quote(user)}/suspension", body)

    async def _done(self, method: str, path: str, body: dict[str, Any]) -> None:
        reply = await self._http.call(method, STAFF + path, json=body)
        assert reply.status == 200, (path, reply)


@asynccontextmanager
async def policy(url: str, settings: Settings, changes: dict[str, Any]) -> AsyncIterator[None]:
    """The hub's policy with some changes, then its own again, but for the strikes."""
    async with reached(url, settings) as hub:
        await Staff(hub).policy({**LENIENT, **changes})
        yield
        await Staff(hub).policy(LENIENT)


def _in(seconds: float) -> str:
    """The time so long from now."""
    time = datetime.now(UTC) + timedelta(seconds=seconds)
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
