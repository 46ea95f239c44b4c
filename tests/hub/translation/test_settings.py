"""What the settings ask of translation: said by the variable's name where it cannot work."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from hub.config import from_environment
from hub.errors import ConfigurationError
from hub.translation_wiring import build_engines

KEY = "0a1b2c3d-secret-key"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"HUB_TRANSLATION_CLOUD": "google,gogle"}, "HUB_TRANSLATION_CLOUD: 'gogle'"),
        ({"HUB_TRANSLATION_CLOUD": "microsoft"}, "HUB_MICROSOFT_KEY: "),
        ({"HUB_BAIDU_APPID": KEY}, "HUB_BAIDU_KEY: "),
        ({"HUB_BAIDU_KEY": KEY}, "HUB_BAIDU_APPID: "),
        ({"HUB_LIBRETRANSLATE_URL": "http://mt.example"}, "HUB_LIBRETRANSLATE_URL: "),
        ({"HUB_OPENAI_URL": f"https://:{KEY}@mt.example"}, "HUB_OPENAI_URL: "),
        ({"HUB_OPENAI_URL": "https://mt.example/v1"}, "HUB_OPENAI_MODEL: "),
    ],
)
def test_what_cannot_work_is_said_by_its_variable(environment: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        build_engines(from_environment(environment))
    assert str(caught.value).startswith(named)
    assert KEY not in str(caught.value)


@pytest.fixture
async def forbidding() -> AsyncIterator[str]:
    """The address of an API that takes nobody's key."""

    async def refuse(_request: web.Request) -> web.Response:
        return web.json_response({"error": f"Incorrect API key provided: {KEY}"}, status=403)

    app = web.Application()
    app.router.add_post("/v1/chat/completions", refuse)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    await runner.cleanup()


async def test_a_key_that_is_refused_is_logged_once_and_not_told(forbidding: str) -> None:
    settings = {"URL": forbidding, "MODEL": "small", "KEY": KEY}
    environment = {f"HUB_OPENAI_{name}": value for name, value in settings.items()}
    engines = build_engines(from_environment(environment, languages=("es", "zh")))
    with capture_logs() as logs:
        texts = [f"El zorro salta sobre {n} perros perezosos" for n in "abcd"]
        found = await asyncio.gather(
            *(engines.translate(text, source="es", target="zh") for text in texts)
        )
        await engines.close()
    assert found == [None] * 4
    refused = [log for log in logs if log["event"] == "translation_key_refused"]
    assert refused == [
        {"event": "translation_key_refused", "engine": "openai", "log_level": "warning"}
    ]
    assert KEY not in str(logs)
