"""The translator that the settings ask for: its engines, its cache, what operators see of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from hub.actions.ports import Clock, Translator
from hub.config import Settings, variable
from hub.defaults import NoTranslation
from hub.errors import ConfigurationError
from hub.storage.driver import Database
from hub.storage.translation_cache import TranslationCacheStore
from hub.transport.metrics import Metrics
from translation import BadOptions, Cache, Options, build
from translation import Translator as Engines

log = structlog.get_logger("hub")

CLOSING_SECONDS = 2.0
"""For engines to end; a shutdown does not wait longer for them."""

_CREDENTIALS = {
    "microsoft": {"api_key": "microsoft_key", "region": "microsoft_region"},
    "baidu": {"appid": "baidu_appid", "appkey": "baidu_key"},
    "mymemory": {"email": "mymemory_email"},
}
"""Providers' own names for what they want, and the settings that hold it."""

_SETTINGS = {
    "cloud": "translation_cloud",
    **{
        f"credentials.{provider}.{name}": setting
        for provider, names in _CREDENTIALS.items()
        for name, setting in names.items()
    },
}
"""Options that have another name among the settings."""


@asynccontextmanager
async def translator(
    settings: Settings, database: Database, clock: Clock, metrics: Metrics
) -> AsyncIterator[Translator]:
    """Its engines start when a text needs them, and end with it. Raises ConfigurationError."""
    if settings.translation == "off":
        yield NoTranslation()
        return
    cache = TranslationCacheStore(database, clock, settings.translation_cache_days)
    engines = build_engines(settings, cache)
    metrics.translation(lambda: _cached(engines, cache), lambda: _states(engines))
    warming = asyncio.create_task(engines.warm())
    try:
        yield engines
    finally:
        warming.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_SECONDS):
                await engines.close()


def build_engines(settings: Settings, cache: Cache | None = None) -> Engines:
    """What the settings opt in to; raises ConfigurationError naming the variable to change."""
    options = Options(
        languages=settings.languages,
        apertium_prefix=settings.apertium_prefix,
        cloud=settings.translation_cloud,
        libretranslate_url=settings.libretranslate_url,
        libretranslate_key=settings.libretranslate_key,
        deepl_key=settings.deepl_key,
        openai_url=settings.openai_url,
        openai_key=settings.openai_key,
        openai_model=settings.openai_model,
        private_hosts=settings.translation_private_hosts,
        credentials=_credentials(settings),
    )
    try:
        engines = build(options, cache, key_refused=_key_refused)
    except BadOptions as error:
        setting = _SETTINGS.get(error.option, error.option)
        raise ConfigurationError(f"{variable(setting)}: {error.why}") from None
    log.info("translation_ready", engines=[one.name for one in engines.engines if one.edges()])
    return engines


def _key_refused(engine: str) -> None:
    log.warning("translation_key_refused", engine=engine)


def _credentials(settings: Settings) -> dict[str, dict[str, str]]:
    return {
        provider: {name: getattr(settings, setting) for name, setting in names.items()}
        for provider, names in _CREDENTIALS.items()
    }


def _cached(engines: Engines, cache: TranslationCacheStore) -> dict[str, float]:
    counts = engines.counts
    return {
        "hit": counts.hits,
        "miss": counts.misses,
        "coalesced": counts.coalesced,
        "failure": cache.failures,
    }


def _states(engines: Engines) -> dict[str, float]:
    """1 where an engine is left alone for its failures, with all languages or with some."""
    return {one.name: one.state == "open" or bool(one.pairs_open) for one in engines.health()}
