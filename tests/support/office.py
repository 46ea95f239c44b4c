"""The staff API as members of staff use it."""

from typing import Any

from tests.support.people import Person
from tests.support.running import RunningHub
from tests.support.service import Json, Reply

SAM = Person("sam", "staff", "Sam", "en")
KIM = Person("kim", "staff", "Kim", "en")
PREFIX = "/api/v1/staff"


class Office:
    """A member of staff at work; paths come after `PREFIX`."""

    def __init__(self, hub: RunningHub, who: Person = SAM) -> None:
        self.hub = hub
        self.who = who
        self._http = hub.http(who)

    async def call(self, method: str, path: str, body: Json = None, **options: Any) -> Reply:
        """One call, whatever comes back."""
        return await self._http.call(method, PREFIX + path, json=body, **options)

    async def get(self, path: str, **query: Json) -> Json:
        return await self._ok("GET", path, None, 200, params=query)

    async def post(self, path: str, body: Json, status: int = 200) -> Json:
        return await self._ok("POST", path, body, status)

    async def put(self, path: str, body: Json) -> Json:
        return await self._ok("PUT", path, body, 200)

    async def patch(self, path: str, body: Json) -> Json:
        return await self._ok("PATCH", path, body, 200)

    async def delete(self, path: str, body: Json = None) -> Json:
        return await self._ok("DELETE", path, body, 200)

    async def queue(self, **query: Json) -> list[Json]:
        """One page of incidents."""
        return list((await self.get("/incidents", **query))["incidents"])

    async def ids(self, **query: Json) -> list[str]:
        """The same by their ids."""
        return [one["id"] for one in await self.queue(**query)]

    async def decide(self, id: str, outcome: str, **more: Json) -> Json:
        body = {"outcome": outcome, **more}
        return (await self.post(f"/incidents/{id}/decision", body))["incident"]

    async def audit(self, **query: Json) -> list[Json]:
        """One page of what staff did, newest first."""
        return list((await self.get("/audit", **query))["entries"])

    async def done(self) -> list[str]:
        """What this member of staff did, oldest first."""
        return [entry["action"] for entry in await self.audit(by=self.who.id)][::-1]

    async def refused(self, method: str, path: str, body: Json = None, **options: Any) -> Json:
        """The error of a call that must be refused."""
        reply = await self.call(method, path, body, **options)
        assert reply.status >= 400, reply
        return reply.json["error"]

    async def _ok(self, method: str, path: str, body: Json, status: int, **options: Any) -> Json:
        reply = await self.call(method, path, body, **options)
        assert reply.status == status, (method, path, reply)
        return reply.json
