"""Each person reads their own language, on all of their devices, and may switch translation off."""

import pytest

from tests.hub.translation.conftest import Babel, buyer
from tests.support.people import BEN
from tests.support.speaking import about, catch_up, history, inbox, opened, say, search
from tests.support.wire import Json, Predicate, Wire


def in_lang(lang: str, seq: int = 1) -> Predicate:
    return lambda push: push["lang"] == lang and push["seq"] == seq


async def reads(wire: Wire, conversation: str) -> list[str]:
    """What this person sees of a thread: translations where there are any."""
    return [shown(message) for message in await history(wire, conversation)]


def shown(message: Json) -> str:
    return str(message["translation"]["text"] if "translation" in message else message["text"])


async def test_a_chosen_language_holds_on_every_device_and_in_every_process(babel: Babel) -> None:
    stall, nia = await babel.shop("zh"), buyer("es")
    phone, desk = await babel.hub.connect(nia), await babel.hub.connect(nia)
    assert phone.session["reads"] == "es"
    assert phone.session["languages"] == list(babel.settings.languages)
    assert await phone.ok("preferences:get", {}) == {
        "reads": "es",
        "languages": list(babel.settings.languages),
    }
    conversation = await about(phone, stall.id)
    op = await babel.hub.connect(stall.operator("zh"))
    await say(op, conversation, "nihao")
    await phone.expect("message:translated", in_lang("es"))
    assert await reads(phone, conversation) == ["[es] nihao"]

    assert (await phone.ok("preferences:set", {"reads": "fr"}))["reads"] == "fr"
    for device in (phone, desk):
        assert await device.expect("preferences:updated") == {"reads": "fr"}
    assert op.of("preferences:updated") == []
    await say(op, conversation, "zaijian")
    await desk.expect("message:translated", in_lang("fr", 2))
    assert await reads(desk, conversation) == ["nihao", "[fr] zaijian"]
    async with babel.another() as other:
        later = await other.connect(nia)
        assert later.session["reads"] == "fr"
        assert await reads(later, conversation) == ["nihao", "[fr] zaijian"]

    assert (await phone.ok("preferences:set", {"reads": None}))["reads"] == "es"
    assert await reads(phone, conversation) == ["[es] nihao", "zaijian"]


async def test_a_choice_is_kept_when_the_token_names_another_language(babel: Babel) -> None:
    nia = buyer("es")
    first = await babel.hub.connect(nia)
    await first.ok("preferences:set", {"reads": "de-CH"})
    again = await babel.hub.connect(nia.token(lang="zh-TW"))
    assert again.session["reads"] == "de"


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"reads": "nl"},
        {"reads": "e"},
        {"reads": 1},
        {"reads": {"$ne": "en"}},
        {"reads": "en", "user": "ben"},
        {"reads": "e" * 40},
        {"reads": "en.x"},
    ],
)
async def test_what_is_no_language_here_is_refused(babel: Babel, payload: Json) -> None:
    ben = await babel.hub.connect(BEN)
    error = await ben.refused("preferences:set", payload)
    assert error["code"] == "invalid"
    assert (await ben.ok("preferences:get", {}))["reads"] == "en"


async def test_operators_read_the_same_message_in_their_own_languages(babel: Babel) -> None:
    stall, nia = await babel.shop("zh"), buyer("es")
    wei, luc = stall.operator("zh"), stall.operator("fr")
    chinese, french = await babel.hub.connect(wei), await babel.hub.connect(luc)
    ana = await babel.hub.connect(nia)
    conversation = await about(ana, stall.id)
    await say(ana, conversation, "hola")
    for wire, lang in ((chinese, "zh"), (french, "fr")):
        await wire.expect("message:translated", in_lang(lang))
        assert await reads(wire, conversation) == [f"[{lang}] hola"]
    assert await reads(ana, conversation) == ["hola"]
    assert {one.target for one in babel.translator.asked if one.text == "hola"} >= {"zh", "fr"}


async def test_the_language_of_a_token_is_remembered_for_who_is_not_there(babel: Babel) -> None:
    """Neither this buyer nor the operator has a profile, and nobody of them is connected."""
    stall = await babel.shop("en")
    nia, sofia = buyer("es"), stall.operator("de")
    ana = await babel.hub.connect(nia)
    conversation = await about(ana, stall.id)
    (gone,) = [await babel.hub.connect(sofia)]
    for wire in (ana, gone):
        await wire.socket.close()
        await wire.ended.wait()
    owen = await babel.hub.connect(stall.operator("en"))
    await say(owen, conversation, "gone but read")
    await owen.expect("message:translated", in_lang("de"))
    back = await babel.hub.connect(nia)
    await _until_translated(back, conversation, "[es] gone but read")


async def _until_translated(wire: Wire, conversation: str, text: str) -> None:
    if await reads(wire, conversation) != [text]:
        await wire.expect("message:translated", in_lang("es"))
    assert await reads(wire, conversation) == [text]


async def test_translation_may_be_switched_off_in_one_conversation(babel: Babel) -> None:
    stall, nia = await babel.shop("zh"), buyer("es")
    ana, phone = await babel.hub.connect(nia), await babel.hub.connect(nia)
    op = await babel.hub.connect(stall.operator("zh"))
    conversation = await about(ana, stall.id)
    await say(op, conversation, "nihao")
    await ana.expect("message:translated", in_lang("es"))
    switch = {"conversation_id": conversation}

    assert await ana.ok("conversation:translation", {**switch, "on": False}) == {"on": False}
    told = await phone.expect(
        "conversation:updated", lambda push: not push["conversation"]["translation_on"]
    )
    assert shown(told["conversation"]["last_message"]) == "nihao"
    assert op.of("conversation:updated")[-1]["conversation"]["translation_on"] is True
    assert await reads(ana, conversation) == ["nihao"]
    assert (await opened(ana, "product", stall.id))["translation_on"] is False
    (listed,) = [one for one in await inbox(phone) if one["id"] == conversation]
    assert (listed["translation_on"], shown(listed["last_message"])) == (False, "nihao")
    assert [shown(one) for one in (await catch_up(ana, conversation))["messages"]] == ["nihao"]

    await say(op, conversation, "not for her")
    await say(ana, conversation, "para ella")
    await op.expect("message:translated", in_lang("zh", 3))
    assert await reads(op, conversation) == ["nihao", "not for her", "[zh] para ella"]
    assert "not for her" not in babel.translator.texts()
    assert [push["seq"] for push in ana.of("message:translated")] == [1]

    async with babel.another() as other:
        again = await other.connect(nia)
        assert await reads(again, conversation) == ["nihao", "not for her", "para ella"]
    assert await ana.ok("conversation:translation", {**switch, "on": True}) == {"on": True}
    assert (await reads(phone, conversation))[0] == "[es] nihao"


async def another_is_translated(babel: Babel) -> None:
    """After which it has been decided for every message before it."""
    stall = await babel.shop("zh")
    op, ana = await babel.hub.connect(stall.operator("zh")), await babel.hub.connect(buyer("es"))
    await say(ana, await about(ana, stall.id), "testigo")
    await op.expect("message:translated", in_lang("zh"))


async def test_a_side_that_wants_none_gets_none_and_one_reader_is_enough(babel: Babel) -> None:
    stall, nia = await babel.shop("zh"), buyer("es")
    first = await babel.hub.connect(stall.operator("zh"))
    second = await babel.hub.connect(stall.operator("zh"))
    ana = await babel.hub.connect(nia)
    conversation = await about(ana, stall.id)
    off = {"conversation_id": conversation, "on": False}
    await say(ana, conversation, "uno")
    await first.expect("message:translated", in_lang("zh"))
    await first.ok("conversation:translation", off)
    await say(ana, conversation, "dos")
    await second.expect("message:translated", in_lang("zh", 2))
    assert await reads(first, conversation) == ["uno", "dos"]
    assert await reads(second, conversation) == ["[zh] uno", "[zh] dos"]
    await second.ok("conversation:translation", off)
    await say(ana, conversation, "tres")
    await another_is_translated(babel)
    await second.ok("conversation:translation", off | {"on": True})
    await say(ana, conversation, "cuatro")
    await second.expect("message:translated", in_lang("zh", 4))
    assert "tres" not in babel.translator.texts()


async def test_found_messages_come_in_the_readers_language(babel: Babel) -> None:
    stall, nia = await babel.shop("zh"), buyer("es")
    ana, op = await babel.hub.connect(nia), await babel.hub.connect(stall.operator("zh"))
    conversation = await about(ana, stall.id)
    await say(op, conversation, "dengpao")
    await ana.expect("message:translated", in_lang("es"))
    (hit,) = (await search(ana, "dengpao", conversation_id=conversation))["hits"]
    assert shown(hit["message"]) == "[es] dengpao"
    await ana.ok("conversation:translation", {"conversation_id": conversation, "on": False})
    (hit,) = (await search(ana, "dengpao", conversation_id=conversation))["hits"]
    assert (shown(hit["message"]), "translation_spans" in hit) == ("dengpao", False)
    assert hit["conversation"]["translation_on"] is False


@pytest.mark.parametrize("payload", [{"on": True}, {"on": 1}, {"on": False, "user": "ben"}, {}])
async def test_a_switch_must_say_where_and_what(babel: Babel, payload: Json) -> None:
    stall = await babel.shop("zh")
    ana, ben = await babel.hub.connect(buyer("es")), await babel.hub.connect(BEN)
    conversation = await about(ana, stall.id)
    whole = {"conversation_id": conversation, **payload}
    refused = whole if payload != {"on": True} else payload
    assert (await ana.refused("conversation:translation", refused))["code"] == "invalid"
    others = {"conversation_id": conversation, "on": False}
    assert (await ben.refused("conversation:translation", others))["code"] == "not_found"
