"""Bans of pictures as two processes see them."""

import secrets
from datetime import datetime, timedelta

import pytest

from hub.domain.bans import Act, Ban
from hub.errors import NotFound
from hub.storage.bans import STALE_SECONDS, BanStore
from hub.storage.driver import Database
from tests.support.talks import NOW


class HandClock:
    """Goes when the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds


def act(by: str, seconds: int = 0) -> Act:
    return Act(by, by.title(), NOW + timedelta(seconds=seconds), f"because of {by}")


@pytest.fixture
def ban() -> Ban:
    """Of a likeness that no other test has."""
    return Ban(secrets.randbits(63), act("sam"), "i1")


async def test_a_ban_counts_until_it_is_lifted(kept: Database, ban: Ban) -> None:
    store = BanStore(kept, HandClock())
    assert ban not in await store.active()
    assert await store.put(ban) == ban
    assert await store.put(Ban(ban.likeness, act("kim"), "i2")) == ban
    assert ban in await store.active()
    lifted = await store.lift(ban.id, act("kim"))
    assert lifted == Ban(ban.likeness, ban.banned, "i1", act("kim"))
    assert await store.lift(ban.id, act("pat")) == lifted
    assert ban.id not in [one.id for one in await store.active()]
    again = Ban(ban.likeness, act("pat"), "i3")
    assert await store.put(again) == again
    assert await store.get(ban.id) == again


async def test_another_process_sees_it_within_seconds(kept: Database, ban: Ban) -> None:
    clock = HandClock()
    one, other = BanStore(kept, clock), BanStore(kept, clock)
    assert ban not in await other.active()
    await one.put(ban)
    clock.seconds = STALE_SECONDS - 1
    assert ban not in await other.active()
    clock.seconds = STALE_SECONDS
    assert ban in await other.active()


async def test_what_is_not_there_cannot_be_lifted(kept: Database, ban: Ban) -> None:
    with pytest.raises(NotFound):
        await BanStore(kept, HandClock()).lift(ban.id, act("sam"))
