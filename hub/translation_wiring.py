"""The translator that the settings ask for: its engines, its cache, what operators see of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from hub.actions.ports import Clock, Translator
from hub.config import Settings
from hub.defaults import NoTranslation
from hub.errors import ConfigurationError
from hub.storage.driver import Database
from hub.storage.translation_cache import TranslationCacheStore
from hub.transport.metrics import Metrics
from translation import BadOptions, Options, build
from translation import Translator as Engines

log = structlog.get_logger("hub")

CLOSING_SECONDS = 2.0
"""For engines to end; a shutdown does not wait longer for them."""


@asynccontextmanager
async def translator(
    settings: Settings, database: Database, clock: Clock, metrics: Metrics
) -> AsyncIterator[Translator]:
    """Its engines start when a text needs them, and end with it. Raises ConfigurationError."""
    if settings.translation == "off":
        yield NoTranslation()
        return
    cache = TranslationCacheStore(database, clock, settings.translation_cache_days)
    engines = _built(settings, cache)
    metrics.translation(lambda: _cached(engines, cache), lambda: _states(engines))
    warming = asyncio.create_task(engines.warm())
    try:
        yield engines
    finally:
        warming.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_SECONDS):
                await engines.close()


def _built(settings: Settings, cache: TranslationCacheStore) -> Engines:
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
        engines = build(options, cache)
    except BadOptions as error:
        raise ConfigurationError(f"HUB_TRANSLATION_*: {error}") from None
    log.info("translation_ready", engines=[one.name for one in engines.engines if one.edges()])
    return engines


def _credentials(settings: Settings) -> dict[str, dict[str, str]]:
    return {
        "microsoft": {"api_key": settings.microsoft_key, "region": settings.microsoft_region},
        "baidu": {"appid": settings.baidu_appid, "appkey": settings.baidu_key},
        "mymemory": {"email": settings.mymemory_email},
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
