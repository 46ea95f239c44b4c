"""From options to engines: what is opted in, what is refused, and that no key is told."""

from typing import Any

import pytest

from translation import BadOptions, Options, build

KEY = "0a1b2c3d-secret-key"
MICROSOFT = {"microsoft": {"api_key": KEY, "region": "westeurope"}}
BAIDU = {"baidu": {"appid": "2015063000000001", "appkey": KEY}}


def _engines(**options: Any) -> list[tuple[str, bool]]:
    made = build(Options(languages=("en", "es"), offline=False, **options))
    return [(engine.name, engine.cloud) for engine in made.engines if not engine.by_heart]


@pytest.mark.parametrize(
    ("options", "engines"),
    [
        ({}, []),
        ({"credentials": {"mymemory": {"email": "ops@market.example"}}}, []),
        ({"credentials": {"microsoft": {"api_key": ""}}}, []),
        ({"cloud": ("google", "mymemory")}, [("google", True), ("mymemory", True)]),
        ({"cloud": ("google",), "credentials": MICROSOFT}, [("google", True), ("microsoft", True)]),
        ({"cloud": ("baidu",), "credentials": BAIDU}, [("baidu", True)]),
        ({"deepl_key": KEY}, [("deepl", True)]),
        ({"libretranslate_url": "http://127.0.0.1:5000"}, [("libretranslate", False)]),
        ({"libretranslate_url": "http://libretranslate:5000"}, [("libretranslate", False)]),
        ({"libretranslate_url": "https://libretranslate.com"}, [("libretranslate", True)]),
        (
            {
                "libretranslate_url": "http://mt.market.example",
                "private_hosts": ("mt.market.example",),
            },
            [("libretranslate", False)],
        ),
        (
            {"openai_url": "http://10.0.0.7:8000/v1", "openai_model": "small", "openai_key": KEY},
            [("openai", False)],
        ),
    ],
)
async def test_only_what_was_opted_in(options: dict[str, Any], engines: list[Any]) -> None:
    assert _engines(**options) == engines


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"cloud": ("gogle",)}, "gogle"),
        ({"cloud": ("microsoft",)}, "microsoft.api_key"),
        ({"credentials": {"baidu": {"appid": KEY}}}, "baidu.appkey"),
        ({"credentials": {"deepl": {"api_key": KEY}}}, "deepl"),
        ({"libretranslate_url": "http://libretranslate.com"}, "libretranslate_url: .*https"),
        ({"libretranslate_url": f"https://user:{KEY}@mt.example"}, "libretranslate_url"),
        ({"openai_url": "http://169.254.169.254/v1", "openai_model": "small"}, "openai_url"),
        ({"openai_url": "https://api.openai.com/v1", "openai_key": KEY}, "openai_model"),
    ],
)
async def test_what_cannot_work_is_refused_at_once(options: dict[str, Any], told: str) -> None:
    with pytest.raises(BadOptions, match=told) as caught:
        _engines(**options)
    assert KEY not in str(caught.value)
