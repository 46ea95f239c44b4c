"""A message with pictures, wherever it is shown, and to each person under their own addresses."""

from dataclasses import replace

import orjson

from hub.domain.attachments import Attached
from hub.domain.identity import Identity, Role
from hub.domain.messages import Kind, Message
from hub.protocol import encode
from hub.protocol.links import Links
from hub.protocol.receiver import receiver
from tests.hub.attachments.conftest import Gallery, Talk, addresses, bare, picture, sent, show
from tests.support.people import Person
from tests.support.speaking import catch_up, history, inbox, mark, say, search, seen
from tests.support.talks import NOW, Thread
from tests.support.wire import Json, Wire

WORD = "chandelier"


async def everywhere(wire: Wire, talk: Talk) -> list[Json]:
    """The newest message as each request tells it."""
    page = await history(wire, talk.id)
    missed = (await catch_up(wire, talk.id))["messages"]
    (hit,) = (await search(wire, WORD))["hits"]
    preview = (await seen(wire, talk.id))["last_message"]
    return [page[-1], missed[-1], hit["message"], hit["conversation"]["last_message"], preview]


async def test_everybody_sees_the_same_pictures_by_addresses_of_their_own(
    gallery: Gallery, talk: Talk
) -> None:
    one, two = await gallery.pictures(talk, 2)
    message = await show(talk.ana, talk, [two, one], WORD)
    assert message["kind"] == "text"
    assert [shown["id"] for shown in message["attachments"]] == [two, one]
    first = message["attachments"][0]
    assert (first["width"], first["height"], first["alt"]) == (1200, 800, "a lamp")
    theirs: list[set[str]] = []
    for wire, person in zip(talk.wires, talk.people, strict=True):
        pushed = (await wire.expect("message:new"))["message"]
        shown = [pushed, *await everywhere(wire, talk)]
        assert [bare(copy) for copy in shown] == [bare(message)] * len(shown)
        links = set[str]().union(*map(addresses, shown))
        assert len(links) == 4, "the same ones within the hour"
        assert all(f"user={person.id}&" in link for link in links)
        theirs.append(links)
    assert addresses(message) == theirs[0]
    assert len(set[str]().union(*theirs)) == 3 * 4


async def test_devices_of_one_person_share_addresses(gallery: Gallery, talk: Talk) -> None:
    tablet = await gallery.hub.connect(talk.buyer)
    message = await show(talk.ana, talk, await gallery.pictures(talk, 1))
    for wire in (talk.ana, tablet):
        assert (await wire.expect("message:new"))["message"] == message


async def test_an_inbox_shows_the_picture_that_brings_a_conversation(
    gallery: Gallery, talk: Talk
) -> None:
    message = await show(talk.ana, talk, await gallery.pictures(talk, 1))
    links: list[set[str]] = []
    for wire in (talk.wei, talk.xia):
        updated = await wire.expect(
            "conversation:updated", lambda one: one["conversation"]["last_message"]
        )
        told = updated["conversation"]["last_message"]
        assert bare(told) == bare(message)
        links.append(addresses(told))
    assert not links[0] & links[1]


async def test_pictures_alone_are_a_message_as_any_other(gallery: Gallery, talk: Talk) -> None:
    judged, asked = len(gallery.rules.judged), len(gallery.translator.asked)
    message = await show(talk.ana, talk, await gallery.pictures(talk, 1))
    assert (message["kind"], message["text"], message["seq"]) == ("image", "", 1)
    assert (await talk.wei.expect("message:new"))["unread"] == 1
    assert (await seen(talk.wei, talk.id))["unread"] == 1
    await mark(talk.wei, talk.id, 1)
    assert (await inbox(talk.wei))[0]["unread"] == 0
    reason = {"conversation_id": talk.id, "seq": 1, "lang": "en"}
    translated = await talk.wei.ok("message:translate", reason)
    assert translated == {"translation": None, "source": None, "reason": "no_language"}
    assert (len(gallery.rules.judged), len(gallery.translator.asked)) == (judged, asked)


async def test_a_caption_is_judged_and_translated(gallery: Gallery, talk: Talk) -> None:
    await show(talk.ana, talk, await gallery.pictures(talk, 1), "una lámpara")
    told = await talk.wei.expect("message:translated")
    assert told["translation"]["text"] == "[en] una lámpara"
    assert gallery.rules.judged[-1][-1] == "[en] una lámpara"
    (message,) = await history(talk.wei, talk.id)
    assert (message["translation"]["lang"], len(message["attachments"])) == ("en", 1)


async def test_a_picture_can_be_answered(gallery: Gallery, talk: Talk) -> None:
    asked = await show(talk.ana, talk, await gallery.pictures(talk, 1))
    answer = await say(talk.wei, talk.id, "Lovely", reply_to=asked["seq"])
    ids = await gallery.pictures(talk, 1, talk.operators[0])
    picture = (await talk.wei.ok("message:send", sent(talk, ids, reply_to=1)))["message"]
    assert (answer["reply_to"], picture["reply_to"]) == (1, 1)
    assert [one["kind"] for one in await history(talk.ana, talk.id)] == ["image", "text", "image"]


async def test_staff_see_it_by_addresses_of_their_own(gallery: Gallery, talk: Talk) -> None:
    message = await show(talk.ana, talk, await gallery.pictures(talk, 1))
    at = {"conversation_id": talk.id, "seq": 1, "reason": "fraud"}
    await talk.wei.ok("message:report", at)
    (id,) = await gallery.office.ids(sender=talk.buyer.id)
    opened = await gallery.office.get(f"/incidents/{id}")
    (shown,) = opened["thread"]["messages"]
    assert shown["attachments"][0]["id"] == message["attachments"][0]["id"]
    assert all("user=sam&" in link for link in addresses(shown))


# -- below the wire -------------------------------------------------------------------------------

LINKS = Links(b"k" * 32, lambda: NOW, 3_600)


def with_picture(message: Message) -> Message:
    attached = Attached("a1", picture().sha256, 4, 3, "aGFzaA==", "a lamp")
    return replace(message, draft=replace(message.draft, kind=Kind.IMAGE, attachments=(attached,)))


def somebody(id: str) -> Identity:
    return Identity(id, Role.BUYER, id, "en", NOW)


def test_nothing_that_is_kept_has_addresses_in_it() -> None:
    message = with_picture(Thread().say("buyer"))
    ana, ben = (receiver(somebody(id), "en", LINKS) for id in ("ana", "ben"))
    hers, his = (orjson.dumps(encode.message_json(message, to)) for to in (ana, ben))
    assert b"user=ana&" in hers
    assert b"user=ana&" not in his
    plain = Thread().say("buyer")
    assert encode.message_json(plain, ana) is encode.message_json(plain, ben), "made once"


def test_the_shop_that_somebody_answers_for_is_in_their_addresses() -> None:
    seller = Person("wei", "seller", "Wei", shop="lamps")
    who = Identity(seller.id, Role.SELLER, seller.name, "en", NOW, shop=seller.shop)
    own = replace(who, role=Role.BUYER, shop=None)
    assert receiver(who, "", LINKS).pictures("a1") != receiver(own, "", LINKS).pictures("a1")
