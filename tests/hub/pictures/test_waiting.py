"""Pictures that staff should see first: what waits with them, and what comes of it."""

import asyncio

import pytest

from tests.hub.pictures.conftest import Studio, Talk
from tests.support.photographs import as_jpeg, photo, with_code
from tests.support.speaking import history

HOLD = {"link": "review", "phone": "review", "on_review": "hold"}
DELIVER = HOLD | {"on_review": "deliver"}
OTHER = "https://t.me/lamps"


async def open_ids(studio: Studio, talk: Talk, **query: str) -> list[str]:
    return await studio.sam.ids(sender=talk.buyer.id, **query)


async def test_a_message_waits_with_its_picture_and_is_delivered_when_staff_agree(
    studio: Studio, talk: Talk
) -> None:
    async with studio.policy(default=HOLD):
        attachment = await talk.upload(with_code())
        draft = talk.draft(attachment, text="my lamp")
        waiting = (await talk.ana.ok("message:send", draft))["message"]
        assert waiting["held"] is True
        assert (await talk.ana.ok("message:send", draft))["message"] == waiting
        assert await history(talk.wei, talk.id) == []
        [incident] = await open_ids(studio, talk, kind="held")
        assert incident == waiting["incident_id"]
        decided = await studio.sam.decide(incident, "overturned")
        [message] = await history(talk.wei, talk.id)
        assert (message["text"], message["attachments"][0]["id"]) == ("my lamp", attachment["id"])
        assert (await studio.incident(incident))["seq"] == message["seq"]
        assert decided["decision"]["outcome"] == "overturned"
        again = (await talk.ana.ok("message:send", draft))["message"]
        assert again["seq"] == message["seq"]


async def test_it_waits_for_every_picture(studio: Studio, talk: Talk) -> None:
    async with studio.policy(default=HOLD):
        pictures = [await talk.upload(with_code()), await talk.upload(with_code(OTHER, seed=5))]
        harmless = await talk.upload(as_jpeg(photo(3)))
        assert (await talk.send(*pictures, harmless))["held"] is True
        first, second = await open_ids(studio, talk, kind="held")
        await studio.sam.decide(first, "overturned")
        assert await history(talk.wei, talk.id) == []
        await studio.sam.decide(second, "overturned")
        [message] = await history(talk.wei, talk.id)
        assert len(message["attachments"]) == 3


@pytest.mark.parametrize("upheld", [0, 1])
async def test_one_that_staff_refuse_ends_it(studio: Studio, talk: Talk, upheld: int) -> None:
    async with studio.policy(default=HOLD):
        pictures = [await talk.upload(with_code()), await talk.upload(with_code(OTHER, seed=5))]
        draft = talk.draft(*pictures)
        assert (await talk.ana.ok("message:send", draft))["message"]["held"] is True
        ids = await open_ids(studio, talk, kind="held")
        await studio.sam.decide(ids[upheld], "upheld")
        await studio.sam.decide(ids[1 - upheld], "overturned")
        assert await history(talk.wei, talk.id) == []
        refused = await talk.ana.refused("message:send", draft)
        assert refused["code"] == "blocked_content"
        assert refused["data"]["incident_id"] == ids[upheld]
        assert refused["data"]["findings"][0]["kind"] == "code"
        assert refused["data"]["hint"]
        held = studio.database["held_messages"]
        assert await held.count_documents({"conversation_id": talk.id}) == 0


async def test_decisions_meet_messages_on_their_way(studio: Studio, talk: Talk) -> None:
    """Whichever is first, the message is delivered once or refused, and nothing waits for ever."""
    async with studio.policy(default=HOLD):
        for number, outcome in enumerate(("overturned", "upheld") * 3):
            code = with_code(f"https://wa.me/3461234567{number}")
            draft = talk.draft(await talk.upload(code))
            [incident] = await open_ids(studio, talk, kind="held")
            before = len(await history(talk.wei, talk.id))
            replies = await asyncio.gather(
                talk.ana.call("message:send", draft), studio.sam.decide(incident, outcome)
            )
            assert replies[1]["state"] == "decided"
            held = studio.database["held_messages"]
            assert await held.count_documents({"conversation_id": talk.id}) == 0
            delivered = len(await history(talk.wei, talk.id)) - before
            assert delivered == (1 if outcome == "overturned" else 0)


async def test_what_was_delivered_for_review_can_be_erased(studio: Studio, talk: Talk) -> None:
    async with studio.policy(default=DELIVER):
        attachment = await talk.upload(with_code())
        [incident] = await open_ids(studio, talk, kind="delivered")
        assert (await studio.incident(incident))["seq"] is None
        message = await talk.send(attachment)
        assert (await studio.incident(incident))["seq"] == message["seq"]
        await studio.sam.decide(incident, "upheld", erase=True)
        [stub] = await history(talk.wei, talk.id)
        assert (stub["erased"], stub["attachments"]) == (True, [])
        address = f"/api/v1/staff/incidents/{incident}/picture"
        assert (await studio.hub.http(studio.sam.who).get(address)).status == 200
