"""In whose inbox, and under which filters, a conversation stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.domain import receipts
from hub.domain.conversations import (
    SUPPORT_DESK,
    ContextType,
    Conversation,
    Inbox,
    Side,
    inboxes_of,
    side_of,
)
from hub.domain.identity import Identity, Role
from hub.domain.messages import appended
from tests.support.talks import NOW, Thread, fresh


def folders(conversation: Conversation) -> tuple[set[str], set[str]]:
    """Of the (buyer, seller)."""
    buyer, seller = (set(conversation.sides[side].folders) for side in Side)
    return buyer, seller


@pytest.mark.parametrize("by", Side)
def test_at_first_it_is_in_its_openers_inbox_only(by: Side) -> None:
    opened = fresh(topic=ContextType.ORDER, by=by)
    assert set(opened.sides[by].folders) == {"all", "order"}
    assert opened.sides[by.other].folders == ()


@pytest.mark.parametrize("topic", ContextType)
def test_the_first_message_brings_it_into_both(topic: ContextType) -> None:
    talk = appended(fresh(topic=topic), Thread().say("buyer"))
    assert folders(talk) == ({"all", topic}, {"all", topic, "unread"})


def test_the_unread_folder_follows_the_count() -> None:
    thread = Thread()
    talk = appended(fresh(), thread.say("buyer"))
    read = receipts.read(talk, Side.SELLER, 1, 1)
    assert folders(read)[1] == {"all", "product"}
    assert folders(appended(read, thread.say("buyer")))[1] == {"all", "product", "unread"}


def test_activity_never_goes_back_where_clocks_differ() -> None:
    thread = Thread()
    talk = appended(fresh(), thread.say("buyer"))
    early = replace(thread.say("buyer"), sent_at=NOW - timedelta(hours=1))
    assert appended(talk, early).activity_at == talk.activity_at


def person(role: Role, user: str, shop: str | None = None) -> Identity:
    return Identity(user, role, user, "en", NOW, shop)


BUYER = person(Role.BUYER, "ana")
SELLER = person(Role.SELLER, "wei", "lamps")
STAFF = person(Role.STAFF, "sam")


def test_everybody_has_an_inbox_of_their_own_and_their_desks() -> None:
    assert inboxes_of(BUYER) == (Inbox(Side.BUYER, "ana"),)
    assert inboxes_of(SELLER) == (Inbox(Side.BUYER, "wei"), Inbox(Side.SELLER, "lamps"))
    assert inboxes_of(STAFF) == (Inbox(Side.BUYER, "sam"), Inbox(Side.SELLER, SUPPORT_DESK))


def test_a_side_is_the_buyer_or_any_operator_of_the_shop() -> None:
    talk = fresh(buyer="ana", shop="lamps")
    assert side_of(BUYER, talk) is Side.BUYER
    assert side_of(SELLER, talk) is Side.SELLER
    assert side_of(person(Role.SELLER, "xia", "lamps"), talk) is Side.SELLER


@pytest.mark.parametrize(
    "who",
    [person(Role.BUYER, "ben"), person(Role.SELLER, "luc", "bags"), STAFF],
    ids=["another buyer", "another shop", "staff"],
)
def test_nobody_else_has_a_side(who: Identity) -> None:
    assert side_of(who, fresh(buyer="ana", shop="lamps")) is None


def test_staff_take_the_seller_side_of_support() -> None:
    talk = fresh(topic=ContextType.SUPPORT, shop=SUPPORT_DESK)
    assert side_of(STAFF, talk) is Side.SELLER
    assert side_of(SELLER, talk) is None
