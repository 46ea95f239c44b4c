"""Addresses of pictures: signed as a whole, steady within the hour, and soon over."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from hub.domain.identity import Identity, Role
from hub.errors import NotFound
from hub.protocol.links import Links, Ticket

NOW = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)
KEY = b"k" * 32


def links(at: datetime = NOW, lifetime_s: float = 3_600, key: bytes = KEY) -> Links:
    return Links(key, lambda: at, lifetime_s)


def person(user: str, role: Role = Role.BUYER, shop: str | None = None) -> Identity:
    return Identity(user, role, user, "en", NOW + timedelta(hours=1), shop)


def ticket(address: str) -> Ticket:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Ticket(
        id=parts.path.rpartition("/")[2],
        size="thumb" if query["size"] == "thumb" else "full",
        user=query["user"],
        shop=query.get("shop"),
        expires=int(query["expires"]),
        signature=query["signature"],
    )


@pytest.mark.parametrize(
    "who",
    [
        person("ana"),
        person("灯 &=?#/%"),
        person("wei", Role.SELLER, "lamps & co"),
        person("sam", Role.STAFF),
    ],
)
def test_they_stand_for_whom_they_were_made(who: Identity) -> None:
    for address in links().of("a1", who):
        found = links().holder(ticket(address))
        assert (found.user, found.role, found.shop) == (who.user, who.role, who.shop)


def test_they_stay_the_same_within_the_hour_and_then_change() -> None:
    first = links(NOW).of("a1", person("ana"))
    assert links(NOW + timedelta(minutes=49)).of("a1", person("ana")) == first
    assert links(NOW + timedelta(minutes=51)).of("a1", person("ana")) != first


@pytest.mark.parametrize("lifetime_s", [1, 60, 3_600, 86_400])
def test_they_live_as_long_as_was_said_and_a_step_longer_at_most(lifetime_s: float) -> None:
    made = ticket(links(NOW, lifetime_s).of("a1", person("ana")).url)
    left = links(NOW, lifetime_s).seconds_left(made)
    assert lifetime_s <= left <= lifetime_s + min(lifetime_s, 3_600)
    links(NOW + timedelta(seconds=left - 1)).holder(made)
    with pytest.raises(NotFound):
        links(NOW + timedelta(seconds=left)).holder(made)


def test_parts_cannot_flow_into_each_other() -> None:
    """A user whose name ends like the beginning of a shop's is another pair all the same."""
    known = {
        links().of("a1", who).url.rpartition("=")[2]
        for who in (
            person("ab"),
            person("a", Role.SELLER, "b"),
            person("ab", Role.SELLER, "c"),
            person("a", Role.SELLER, "bc"),
        )
    }
    assert len(known) == 4


def test_another_key_makes_other_addresses() -> None:
    made = ticket(links(key=b"x" * 32).of("a1", person("ana")).url)
    with pytest.raises(NotFound):
        links().holder(made)
