"""The hub's own rules, end to end: stopped, explained, mended; appealed, overturned, sent."""

from tests.support.cast import Cast
from tests.support.office import Office
from tests.support.running import RunningHub
from tests.support.speaking import about, draft, say, texts
from tests.support.wire import Json, Wire

DISGUISED = "Call me on ６１２ three-four 5️⃣6️⃣ 78, thanks"


async def refusal(wire: Wire, sent: Json) -> Json:
    error = await wire.refused("message:send", sent)
    assert error["code"] == "blocked_content", error
    return error["data"]


async def test_a_disguised_number_is_stopped_and_can_be_mended(
    shared: RunningHub, cast: Cast
) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    checked = await ana.ok("message:check", {"conversation_id": conversation, "text": DISGUISED})
    told = await refusal(ana, draft(conversation, DISGUISED))
    assert (checked["action"], checked["findings"]) == ("block", told["findings"])
    assert told["hint"]
    assert {finding["category"] for finding in told["findings"]} == {"phone"}
    mended = DISGUISED
    for finding in sorted(told["findings"], key=lambda one: -one["start"]):
        mended = mended[: finding["start"]] + mended[finding["end"] :]
    assert "thanks" in mended
    await say(ana, conversation, mended.replace("Call me on", "Tell me"))
    assert len(await texts(wei, conversation)) == 1


async def test_a_number_told_piece_by_piece_is_stopped(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    pieces = ("My number", "612", "34 56", "78 90")
    acks = [await ana.call("message:send", draft(conversation, piece)) for piece in pieces]
    told = next(ack["error"]["data"] for ack in acks if not ack["ok"])
    incident = (await Office(shared).get(f"/incidents/{told['incident_id']}"))["incident"]
    earlier = {finding["seq"] for finding in incident["findings"] if finding["message"] < 0}
    assert earlier


async def test_staff_overturn_and_the_text_may_be_sent(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    office = Office(shared)
    conversation = await about(ana, cast.lamp)
    sent = draft(conversation, DISGUISED)
    id = (await refusal(ana, sent))["incident_id"]
    await ana.ok("message:appeal", {"incident_id": id, "comment": "It is the lamp's number"})
    assert id in await office.ids(sender=cast.ana.id, appealed="true")
    await office.decide(id, "overturned")
    assert (await ana.expect("incident:decided"))["outcome"] == "overturned"
    await ana.ok("message:send", sent)
    assert await texts(wei, conversation) == [DISGUISED]


async def test_ordinary_talk_passes(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    talk = [
        (ana, "Hola, ¿está disponible en azul?"),
        (wei, "有的，今天可以发货。"),
        (ana, "¿Cuánto mide? ¿40 x 25 cm?"),
        (wei, "42 cm, 1.2 kg, 36 W, 24.90 €"),
        (ana, "Perfecto, compro dos."),
    ]
    for wire, text in talk:
        await say(wire, conversation, text)
    assert await texts(wei, conversation) == [text for _, text in talk]


async def test_what_was_refused_is_in_no_record_but_the_incident(
    shared: RunningHub, cast: Cast
) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    told = await refusal(ana, draft(conversation, DISGUISED))
    office = Office(shared)
    opened = await office.get(f"/incidents/{told['incident_id']}")
    assert opened["incident"]["text"] == DISGUISED
    assert DISGUISED not in str(await office.audit())
