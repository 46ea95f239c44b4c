"""What was on screen in translation is kept, once a side, for those who must know later."""

import pytest

from hub.protocol.spec import openapi
from tests.hub.translation.conftest import Babel, Stall, buyer
from tests.support.office import Office
from tests.support.people import BEN, Person
from tests.support.schemas import problems
from tests.support.speaking import about, hide, mark, say
from tests.support.wire import Json, Wire

OPENED = openapi()["paths"]["/api/v1/staff/incidents/{id}"]["get"]["responses"]["200"]["content"][
    "application/json"
]["schema"]


class Talk:
    """A buyer who reads Spanish, a shop that writes Chinese, and one message of each."""

    def __init__(self, babel: Babel, stall: Stall, ana: Wire, op: Wire, id: str) -> None:
        self.babel, self.stall, self.ana, self.op, self.id = babel, stall, ana, op, id

    async def read(self, wire: Wire, seq: int, *shown: tuple[int, str]) -> Json:
        """Say that it was read, and what of it in translation."""
        told = [{"seq": one, "lang": lang} for one, lang in shown]
        at = {"conversation_id": self.id, "seq": seq, "shown": told}
        return await wire.ok("message:read", at)

    async def thread(self, seq: int = 1) -> list[Json]:
        """As staff see it, around a reported message."""
        at = {"conversation_id": self.id, "seq": seq, "reason": "other"}
        await self.ana.ok("message:report", at)
        (incident,) = await Office(self.babel.hub).ids(shop=self.stall.id)
        opened = await Office(self.babel.hub).get(f"/incidents/{incident}")
        assert problems(openapi(), OPENED, opened) == []
        return list(opened["thread"]["messages"])

    async def shown(self, seq: int = 1) -> list[Json]:
        """Without the times, which are the hub's."""
        (found,) = [one for one in await self.thread() if one["seq"] == seq]
        return [{k: v for k, v in one.items() if k != "at"} for one in found["shown"]]


@pytest.fixture
async def talk(babel: Babel) -> Talk:
    stall = await babel.shop("zh")
    ana = await babel.hub.connect(buyer("es"))
    op = await babel.hub.connect(stall.operator("zh"))
    id = await about(ana, stall.id)
    await say(op, id, "nihao")
    await say(ana, id, "hola")
    await ana.expect("message:translated", lambda push: push["seq"] == 1)
    await op.expect("message:translated", lambda push: push["seq"] == 2)
    return Talk(babel, stall, ana, op, id)


SPANISH = {"side": "buyer", "lang": "es", "engine": "tagged", "route": "zh>es"}


async def test_staff_see_the_original_its_translations_and_what_was_shown(talk: Talk) -> None:
    marks = await talk.read(talk.ana, 2, (1, "es"))
    assert marks["read_seq"] == 2
    first, second = await talk.thread()
    assert (first["text"], first["lang"], "translation" in first) == ("nihao", "zh", False)
    (kept,) = first["translations"]
    assert (kept["lang"], kept["text"], kept["route"]) == ("es", "[es] nihao", "zh>es")
    assert await talk.shown() == [SPANISH]
    assert (second["text"], second["shown"]) == ("hola", [])


async def test_the_first_word_counts_whoever_and_however_often(talk: Talk) -> None:
    lang = {"conversation_id": talk.id, "seq": 1, "lang": "fr"}
    assert (await talk.ana.ok("message:translate", lang))["translation"]
    again = await talk.babel.hub.connect(_same(talk.ana))
    await talk.read(talk.ana, 1, (1, "es"))
    at = (await talk.thread())[0]["shown"][0]["at"]
    await talk.read(again, 2, (1, "fr"), (1, "es"))
    assert await talk.shown() == [SPANISH]
    assert (await talk.thread())[0]["shown"][0]["at"] == at


def _same(wire: Wire) -> Person:
    user = wire.session["user"]
    return Person(user["id"], user["role"], user["name"], user["lang"], user["shop"])


async def test_only_what_can_have_been_shown_is_kept(talk: Talk) -> None:
    """Not above what was read, in no language it has not, not one's own words, nothing unknown."""
    await talk.read(talk.ana, 0, (1, "es"))
    await talk.read(talk.ana, 2, (1, "de"), (2, "zh"), (999, "es"))
    assert [await talk.shown(seq) for seq in (1, 2)] == [[], []]
    await talk.read(talk.ana, 2, (1, "es-MX"))
    assert await talk.shown() == [SPANISH]


async def test_one_side_says_nothing_for_the_other(talk: Talk) -> None:
    await talk.read(talk.op, 2, (1, "es"), (2, "zh"))
    assert await talk.shown(1) == []
    assert await talk.shown(2) == [
        {"side": "seller", "lang": "zh", "engine": "tagged", "route": "es>zh"}
    ]


async def test_it_stays_when_a_side_deletes_and_is_no_secret_door(talk: Talk) -> None:
    await talk.read(talk.ana, 2, (1, "es"))
    await hide(talk.op, talk.id, 1)
    assert await talk.shown() == [SPANISH]
    ben = await talk.babel.hub.connect(BEN)
    at = {"conversation_id": talk.id, "seq": 2, "shown": [{"seq": 1, "lang": "es"}]}
    assert (await ben.refused("message:read", at))["code"] == "not_found"


@pytest.mark.parametrize(
    "shown",
    [
        None,
        {"seq": 1},
        [{"seq": 1}],
        [{"seq": 0, "lang": "es"}],
        [{"seq": "1", "lang": "es"}],
        [{"seq": 1, "lang": "es", "text": "forged"}],
        [{"seq": 1, "lang": "$es.x"}],
        [{"seq": 1, "lang": "es"}] * 201,
    ],
)
async def test_what_is_no_list_of_translations_is_refused(babel: Babel, shown: Json) -> None:
    stall = await babel.shop("zh")
    ana = await babel.hub.connect(buyer("es"))
    id = await about(ana, stall.id)
    await say(ana, id)
    at = {"conversation_id": id, "seq": 1, "shown": shown}
    assert (await ana.refused("message:read", at))["code"] == "invalid"
    assert (await mark(ana, id, 1))["read_seq"] == 1
