"""What holds for every engine behind an API, whether its provider is well or not."""

import asyncio
import logging
import threading

import pytest

from tests.support.providers import KEY, MISBEHAVIOURS, WAIT_SECONDS, Question, Stage
from tests.support.timing import until
from tests.translation.engines.conftest import PROVIDERS, Connect
from translation.engines.port import (
    BadAnswer,
    EngineError,
    KeyRefused,
    QuotaSpent,
    Unavailable,
    Unsupported,
)
from translation.protection import SCHEMES, Lost
from translation.resilience import Guarded

TEXT = "¿Tienen la lámpara en azul? Tom & Jerry <3"
EXPECTED: dict[str, type[EngineError]] = {
    "slow": Unavailable,
    "drip": Unavailable,
    "flooded": QuotaSpent,
    "broken": Unavailable,
    "page": BadAnswer,
    "cut": BadAnswer,
    "huge": BadAnswer,
    "away": BadAnswer,
    "empty": BadAnswer,
}

each_provider = pytest.mark.parametrize("provider", PROVIDERS)


def test_every_misbehaviour_is_tried() -> None:
    assert set(MISBEHAVIOURS) < EXPECTED.keys()


@each_provider
async def test_it_translates(stage: Stage, connect: Connect, provider: str) -> None:
    account = stage.account(provider)
    engine = connect(account)
    for source, target in (("es", "en"), ("zh", "es"), ("en", "zh")):
        rendering = await engine.translate(TEXT, source, target)
        asked = account.asked[-1]
        assert asked.text == TEXT
        assert rendering.text == f"[{asked.target}] {TEXT}"
        assert not rendering.unknown


@each_provider
@pytest.mark.parametrize("behaviour", EXPECTED)
async def test_a_failure_is_an_engine_error_and_leaves_nothing_open(
    stage: Stage,
    connect: Connect,
    provider: str,
    behaviour: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "asyncio")
    account = stage.account(provider, behaviour)
    endless = behaviour in {"slow", "drip"}
    guarded = Guarded(connect(account), timeout_s=0.3 if endless else 20)
    with pytest.raises(EXPECTED[behaviour]) as caught:
        await guarded.translate(TEXT, "es", "en")
    if behaviour == "flooded":
        assert isinstance(caught.value, QuotaSpent)
        assert caught.value.retry_after_s == WAIT_SECONDS
    await until(lambda: guarded.health().running == 0, "its place is free again")
    if endless or behaviour == "huge":
        await until(lambda: account.left == 1, "the connection is closed")
    assert stage.intruders == 0
    told = f"{caught.value!r} {caught.value.__cause__!r} {caplog.text}"
    assert not [secret for secret in (KEY, "lámpara", "%C3%A1mpara") if secret in told]


@each_provider
async def test_a_cancelled_call_is_not_waited_for(
    stage: Stage, connect: Connect, provider: str
) -> None:
    account = stage.account(provider, "slow")
    engine = connect(account)
    threads = threading.active_count()
    calls = [asyncio.create_task(engine.translate(f"hola {n}", "es", "en")) for n in range(3)]
    await until(lambda: account.arrived == 3, "all are under way")
    for call in calls:
        call.cancel()
    assert all(call.cancelled() for call in (await asyncio.wait(calls))[0])
    await until(lambda: threading.active_count() <= threads, "no thread is left")
    await until(lambda: account.left == 3, "no connection is left")


@each_provider
async def test_two_hundred_at_once_get_their_own_answers(
    stage: Stage, connect: Connect, provider: str
) -> None:
    account = stage.account(provider)
    engine = connect(account)
    texts = [f"mensaje {n}{'!' * (n % 7)}" for n in range(200)]
    answers = await asyncio.gather(*(engine.translate(text, "es", "en") for text in texts))
    target = account.asked[0].target
    assert [answer.text for answer in answers] == [f"[{target}] {text}" for text in texts]


@each_provider
async def test_languages_that_it_does_not_speak(
    stage: Stage, connect: Connect, provider: str
) -> None:
    account = stage.account(provider)
    engine = connect(account)
    await engine.translate("hola", "es", "en")
    pairs = {(edge.source, edge.target) for edge in engine.edges()}
    spoken = ("en", "es", "zh")
    assert pairs == {(one, other) for one in spoken for other in spoken if one != other}
    with pytest.raises(Unsupported):
        await engine.translate("nuqneH", "tlh", "en")
    assert len(account.asked) == 1


@each_provider
async def test_what_it_says_of_itself(stage: Stage, connect: Connect, provider: str) -> None:
    engine = connect(stage.account(provider))
    assert engine.name == provider
    assert engine.cloud == (provider not in {"libretranslate", "openai"})
    assert not engine.by_heart
    for edge in engine.edges():
        assert 0 < edge.cost < edge.quality < 1 or edge.cost == 0
        assert not edge.chains


@each_provider
async def test_placeholders_come_back_in_every_way_it_names(
    stage: Stage, connect: Connect, provider: str
) -> None:
    masked = f"{chr(0xE000)}: el pedido {chr(0xE001)} cuesta 7 & {chr(0xE002)} <3"
    account = stage.account(provider)
    engine = connect(account)
    for name in engine.schemes:
        scheme = SCHEMES[name]
        answer = await engine.translate(scheme.render(masked), "es", "en")
        target = account.asked[-1].target
        assert scheme.restore(answer.text, 3).removeprefix(f"[{target}] ") == masked


@each_provider
@pytest.mark.parametrize("changed", ["lost", "doubled"])
async def test_wrong_placeholders_are_noticed(
    stage: Stage, connect: Connect, provider: str, changed: str
) -> None:
    masked = f"Su pedido {chr(0xE000)} llega mañana"
    engine = connect(stage.account(provider, says=_without if changed == "lost" else _twice))
    scheme = SCHEMES[engine.schemes[0]]
    with pytest.raises((Lost, BadAnswer)):
        scheme.restore((await engine.translate(scheme.render(masked), "es", "en")).text, 1)


def _without(_question: Question) -> str:
    return "Your order arrives tomorrow"


def _twice(question: Question) -> str:
    return f"{question.text} {question.text}"


@pytest.mark.parametrize("provider", ["deepl", "microsoft", "baidu"])
async def test_a_wrong_key_is_not_tried_again_for_long(
    stage: Stage, connect: Connect, provider: str
) -> None:
    engine = connect(stage.account(provider), "revoked")
    with pytest.raises(KeyRefused) as caught:
        await engine.translate("hola", "es", "en")
    assert caught.value.retry_after_s == 3600


async def test_accounts_are_apart(stage: Stage, connect: Connect) -> None:
    one, other = stage.account("google"), stage.account("google", "broken")
    first, second = connect(one), connect(other)
    with pytest.raises(Unavailable):
        await second.translate("hola", "es", "en")
    assert (await first.translate("hola", "es", "en")).text == "[en] hola"
