"""Staff change the rules, by versions, while people send; the rules are the real ones."""

import asyncio
import secrets

import pytest
from structlog.testing import capture_logs

from hub.app import Hub, running
from hub.config import Settings
from tests.support.office import Office
from tests.support.people import ANA, BEN, WEI, Person
from tests.support.running import RunningHub, reached
from tests.support.speaking import about, draft, say
from tests.support.timing import until
from tests.support.wire import Json, Predicate

REASON = {"reason": "Seen a lot lately"}
LIVE = {"mode": "live", **REASON}
TERM = {"lang": "en", "category": "messenger", "strength": "strong", "boundary": "word"}

quick = pytest.mark.settings(rules_poll_seconds=0.05)


@pytest.fixture
def sam(hub: RunningHub) -> Office:
    return Office(hub)


def a_word() -> str:
    """A word that no rule knows."""
    return "zq" + "".join(secrets.choice("bdfgklmnprst") for _ in range(8))


async def add(sam: Office, term: str, mode: str = "live", **more: Json) -> Json:
    return await sam.post("/rules", {"term": term, "mode": mode, **TERM, **REASON, **more}, 201)


async def action(sam: Office, text: str, **more: Json) -> str:
    return str((await sam.post("/rules/try", {"text": text, **more}))["action"])


# -- browsing and trying --------------------------------------------------------------------------


async def test_every_rule_and_the_policy_is_told(sam: Office) -> None:
    told = await sam.get("/rules")
    assert (told["version"], told["custom"], told["policy_overrides"]) == (0, [], {})
    assert {"builtin"} == {one["source"] for one in told["rules"]}
    assert told["policy"]["strikes"]["half_life_days"] == 7
    assert {one["mode"] for one in told["rules"]} == {"live"}
    none_decided = {"upheld": 0, "overturned": 0, "precision": None}
    assert all(one["decided"] == none_decided for one in told["rules"])


async def test_a_text_is_tried_without_a_trace(sam: Office) -> None:
    tried = await sam.post("/rules/try", {"text": "Write me on WhatsApp, please"})
    assert tried["action"] == "block"
    [finding] = [one for one in tried["findings"] if one["rule"] == "messenger.whatsapp"]
    assert (finding["start"], finding["end"], finding["message"]) == (12, 20, 0)
    assert tried["hint"] != ""
    assert await sam.queue(state="all") == []
    assert await action(sam, "Is the lamp in stock?") == "allow"


async def test_several_messages_are_tried_together(sam: Office) -> None:
    messages = ["Write me on WhatsApp, please", "Thank you"]
    tried = await sam.post("/rules/try", {"messages": messages})
    assert {one["message"] for one in tried["findings"]} == {-1}


# -- changing -------------------------------------------------------------------------------------


async def test_a_term_goes_through_its_life(hub: RunningHub, sam: Office) -> None:
    word = a_word()
    ana = await hub.connect(ANA)
    conversation = await about(ana, "lamp")
    added = await add(sam, word, "log_only")
    rule = added["rule"]["id"]
    assert (added["version"], added["rule"]["source"]) == (1, "custom")
    tried = await sam.post("/rules/try", {"text": f"my {word}"})
    assert (tried["action"], [one["rule"] for one in tried["shadow"]]) == ("allow", [rule])
    await say(ana, conversation, f"my {word}")
    changed = await sam.patch(f"/rules/{rule}", {"mode": "live", **REASON})
    assert (changed["version"], changed["rule"]["mode"]) == (2, "live")
    error = await ana.refused("message:send", draft(conversation, f"my {word} again"))
    assert error["code"] == "blocked_content"
    assert await sam.delete(f"/rules/{rule}", REASON) == {"rule": None, "version": 3}
    await say(ana, conversation, f"my {word} once more")
    assert (await sam.get("/rules"))["custom"] == []


async def test_a_builtin_rule_is_switched_off_and_on(sam: Office) -> None:
    text = "Write me on WhatsApp, please"
    await sam.patch("/rules/messenger.whatsapp", {"mode": "off", **REASON})
    assert await action(sam, text) == "allow"
    await sam.patch("/rules/messenger.whatsapp", {"mode": "live", **REASON})
    assert await action(sam, text) == "block"


async def test_the_policy_is_changed(sam: Office) -> None:
    policy = {"default": {"messenger": "review"}}
    told = await sam.put("/policy", {"policy": policy, **REASON})
    assert told["version"] == 1
    assert told["policy_overrides"] == policy
    assert told["policy"]["default"]["messenger"] == "review"
    assert told["policy"]["default"]["phone"] == "block"
    assert await action(sam, "Write me on WhatsApp, please") == "review"
    await sam.put("/policy", {"policy": {}, **REASON})
    assert await action(sam, "Write me on WhatsApp, please") == "block"


async def test_versions_tell_who_when_and_why(sam: Office) -> None:
    first, second = a_word(), a_word()
    rule = (await add(sam, first))["rule"]["id"]
    await add(sam, second)
    await sam.patch(f"/rules/{rule}", {"mode": "off", "reason": "Too eager"})
    page = await sam.get("/rules/versions", limit=2)
    rest = await sam.get("/rules/versions", limit=2, cursor=page["next_cursor"])
    versions = [*page["versions"], *rest["versions"]]
    assert [one["version"] for one in versions] == [3, 2, 1]
    assert rest["next_cursor"] is None
    assert (versions[0]["author"], versions[0]["name"]) == ("sam", "Sam")
    assert versions[0]["reason"] == "Too eager"
    assert versions[0]["changes"] == [f"{rule}: live → off"]
    assert first in versions[2]["changes"][0]
    assert await sam.done() == ["rule.added", "rule.added", "rule.changed"]


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("POST", "/rules", {"term": "x", "mode": "live", **TERM, **REASON}, "invalid"),
        (
            "POST",
            "/rules",
            {"term": "abc", "mode": "live", **TERM, "category": "cooking", **REASON},
            "invalid",
        ),
        ("PATCH", "/rules/messenger.nothing", {"mode": "off", **REASON}, "not_found"),
        ("PATCH", "/rules/messenger.whatsapp", {"mode": "loud", **REASON}, "invalid"),
        ("PATCH", "/rules/messenger.whatsapp", {"mode": "off"}, "invalid"),
        ("DELETE", "/rules/messenger.whatsapp", REASON, "not_found"),
        ("PUT", "/policy", {"policy": {"default": {"phone": "shout"}}, **REASON}, "invalid"),
        ("PUT", "/policy", {"policy": {"stages": {}}, **REASON}, "invalid"),
        ("PUT", "/policy", {"policy": {"strikes": {"suspend_at": -1}}, **REASON}, "invalid"),
        ("POST", "/rules/backtest", {"rule": "messenger.nothing"}, "not_found"),
    ],
)
async def test_a_change_that_cannot_be(
    sam: Office, method: str, path: str, body: Json, code: str
) -> None:
    assert (await sam.refused(method, path, body))["code"] == code
    assert (await sam.get("/rules"))["version"] == 0
    assert await sam.done() == []


async def test_the_same_term_twice(sam: Office) -> None:
    word = a_word()
    await add(sam, word)
    body = {"term": word, "mode": "off", **TERM, **REASON}
    assert (await sam.refused("POST", "/rules", body))["code"] == "conflict"


async def test_changes_at_once_all_count(sam: Office) -> None:
    words = [a_word() for _ in range(8)]
    added = await asyncio.gather(*(add(sam, word) for word in words))
    assert sorted(one["version"] for one in added) == list(range(1, 9))
    told = await sam.get("/rules")
    assert (told["version"], {one["term"] for one in told["custom"]}) == (8, set(words))


# -- at once, everywhere, and for good ------------------------------------------------------------


@quick
async def test_another_process_notices(sam: Office, settings: Settings) -> None:
    async with running(settings) as app, reached(app.url, settings) as second:
        word, there = a_word(), Office(second)
        await add(sam, word)
        await until(lambda: _is(there, word, "block"), "the other process's new rules")
        await there.patch("/rules/custom.t1", {"mode": "off", **REASON})
        await until(lambda: _is(sam, word, "allow"), "the first process's new rules")


async def _is(office: Office, word: str, wanted: str) -> bool:
    return await action(office, word) == wanted


async def test_rules_are_there_again_after_a_restart(settings: Settings) -> None:
    word = a_word()
    for start in range(2):
        async with running(settings) as app, reached(app.url, settings) as hub:
            if start == 0:
                await add(Office(hub), word)
            assert await action(Office(hub), word) == "block"


@pytest.mark.settings(send_rate=10_000, send_burst=10_000, address_send_burst=10_000)
async def test_no_message_is_lost_while_rules_change(hub: RunningHub, sam: Office) -> None:
    """What is sent all the while is acked, delivered once and in order."""
    wei, word, changes = await hub.connect(WEI), a_word(), asyncio.Event()

    async def send(person: Person) -> tuple[str, list[int]]:
        wire, seqs = await hub.connect(person), list[int]()
        conversation = await about(wire, "lamp")
        while not changes.is_set():
            message = await say(wire, conversation, f"Still here, {len(seqs) % 7} times")
            seqs.append(message["seq"])
        return conversation, seqs

    async def change() -> None:
        for letter in "abcdef":
            await add(sam, word + letter)
        changes.set()

    *told, _ = await asyncio.gather(send(ANA), send(BEN), change())
    for conversation, seqs in told:
        assert seqs == list(range(1, len(seqs) + 1))
        assert len(seqs) > 6
        pushed = [
            (await wei.expect("message:new", _in(conversation)))["message"]["seq"] for _ in seqs
        ]
        assert pushed == seqs
    assert await action(sam, f"{word}f") == "block"


def _in(conversation: str) -> Predicate:
    return lambda push: push["message"]["conversation_id"] == conversation


# -- versions that cannot be used -----------------------------------------------------------------

FOREIGN: Json = {"overrides": '{"terms": [], "later": {}}'}
UNUSABLE: list[Json] = [
    FOREIGN,
    {"overrides": '{"terms": [{"id": "x", "term": "", "lang": "en"}]}'},
    {"overrides": '{"terms": [5]}'},
    {"overrides": '{"modes": ["abc"]}'},
    {"overrides": "[]"},
    {"overrides": "{"},
    {"overrides": {"terms": 5}},
    {"overrides": None, "at": "now", "author": 7, "changes": "none"},
]


async def insert(app: Hub, number: object, damage: Json) -> None:
    """A version like the first one, but for the damage."""
    versions = app.stores.database["rule_versions"]
    first = await versions.find_one({"_id": 1})
    assert first
    await versions.insert_one({**first, "_id": number, **damage})


async def test_a_version_that_cannot_be_used_is_skipped_while_the_hub_runs(
    settings: Settings,
) -> None:
    word = a_word()
    async with running(settings) as app, reached(app.url, settings) as hub:
        sam = Office(hub)
        await add(sam, word)
        await insert(app, 2, FOREIGN)
        with capture_logs() as logs:
            for _ in range(2):
                await app.desk.book.catch_up()
        told = [(one["event"], one["version"], one["log_level"]) for one in logs]
        assert told == [("rules_not_usable", 2, "error")], "once"
        assert (await sam.get("/rules"))["version"] == 1
        assert await action(sam, word) == "block"


@pytest.mark.parametrize("damage", UNUSABLE, ids=str)
async def test_a_start_goes_back_to_the_newest_version_that_can_be_used(
    settings: Settings, damage: Json
) -> None:
    word = a_word()
    async with running(settings) as app, reached(app.url, settings) as hub:
        await hub.fill()
        await add(Office(hub), word)
        await insert(app, 2, damage)
        await insert(app, 12, damage)
    with capture_logs() as logs:
        async with running(settings) as app, reached(app.url, settings) as hub:
            ana = await hub.connect(ANA)
            conversation = await about(ana, "lamp")
            error = await ana.refused("message:send", draft(conversation, f"on {word}"))
            assert error["code"] == "blocked_content"
            told = await Office(hub).get("/rules")
            assert (told["version"], [one["term"] for one in told["custom"]]) == (1, [word])
            versions = (await Office(hub).get("/rules/versions"))["versions"]
            assert [one["version"] for one in versions] == [12, 2, 1]
    skipped = [one for one in logs if one["event"] == "rules_not_usable"]
    assert [one["version"] for one in skipped] == [12, 2]
    assert word not in str(skipped)


async def test_staff_build_on_the_newest_version_that_can_be_used(settings: Settings) -> None:
    word, other = a_word(), a_word()
    async with running(settings) as app, reached(app.url, settings) as hub:
        await add(Office(hub), word)
        await insert(app, 4, FOREIGN)
    async with running(settings) as app, reached(app.url, settings) as hub:
        sam = Office(hub)
        assert (await add(sam, other))["rule"]["id"] == "custom.t5"
        off = {"mode": "off", **REASON}
        assert (await sam.patch("/rules/messenger.whatsapp", off))["version"] == 6
        await insert(app, 7, FOREIGN)
        policy = {"default": {"messenger": "review"}}
        assert (await sam.put("/policy", {"policy": policy, **REASON}))["version"] == 8
        assert (await sam.delete("/rules/custom.t1", REASON))["version"] == 9
        versions = (await sam.get("/rules/versions"))["versions"]
        built_on = {one["version"]: one["changes"][1:] for one in versions}
        assert (built_on[5], built_on[6]) == (["built on version 1"], [])
        assert (built_on[8], built_on[9]) == (["built on version 6"], [])
    async with running(settings) as app, reached(app.url, settings) as hub:
        sam = Office(hub)
        assert await action(sam, "Write me on WhatsApp, please") == "allow"
        assert await action(sam, word) == "allow"
        assert await action(sam, other) == "review"


async def test_a_version_without_a_number_is_none(settings: Settings) -> None:
    async with running(settings) as app, reached(app.url, settings) as hub:
        sam = Office(hub)
        await add(sam, a_word())
        await insert(app, "two", FOREIGN)
        assert (await add(sam, a_word()))["version"] == 2


@quick
async def test_rules_that_cannot_be_used_do_not_stop_newer_ones(
    sam: Office, settings: Settings
) -> None:
    """Of two processes, both skip it; what is changed through one is in use in the other."""
    async with running(settings) as app, reached(app.url, settings) as second:
        word, there = a_word(), Office(second)
        await add(sam, a_word())
        await insert(app, 2, FOREIGN)
        await add(sam, word)
        await until(lambda: _is(there, word, "block"), "the other process's new rules")
