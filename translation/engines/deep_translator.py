"""Google, MyMemory and others by way of deep-translator, without its dangers.

deep-translator blocks, has no time limits, mixes messages where an instance is shared by threads,
returns notices as translations, prints keys in its errors and raises whatever comes. So each call
has an instance and a thread of its own, a Line in place of `requests`, and leaves with a checked
answer or an EngineError.
"""

import asyncio
from collections.abc import Mapping, Sequence
from importlib.util import find_spec, module_from_spec
from types import MappingProxyType, ModuleType
from typing import Any

from deep_translator import exceptions as errors

from translation.engines.answers import accepted
from translation.engines.line import Line
from translation.engines.online import code_of, edges_between, spoken
from translation.engines.port import (
    BadAnswer,
    Edge,
    EngineError,
    KeyRefused,
    QuotaSpent,
    Rendering,
    Unavailable,
    Unsupported,
)
from translation.engines.providers import PROVIDERS, Provider
from translation.engines.statuses import WRONG_KEY_SECONDS
from translation.net import AddressGuard
from translation.threads import in_thread

_LONGEST_SECONDS = 15.0
_AT_HOME = 0.1
_NOTHING: Mapping[str, str] = MappingProxyType({})


class DeepTranslator:
    """One provider; at most `lines` questions at a time, the others wait."""

    version = "1.11.4"
    cloud = True
    schemes = ("letters", "digits", "bookends")
    by_heart = False

    def __init__(
        self,
        provider: str,
        languages: Sequence[str],
        guard: AddressGuard,
        *,
        credentials: Mapping[str, str] = _NOTHING,
        url: str = "",
        lines: int = 4,
    ) -> None:
        """`provider` is one of PROVIDERS; `url` instead of its own site, for a relay.

        Raises UnsafeUrl, and KeyError where the provider or one of its credentials is missing.
        """
        self.name = provider
        self._provider = PROVIDERS[provider]
        self._credentials = _chosen(self._provider, credentials)
        self._languages = spoken(languages, self._provider.codes)
        address = guard.endpoint(url or self._provider.site).url + self._provider.path
        self._desks = [_Desk(self._provider, address, Line(guard)) for _ in range(lines)]
        self._free: asyncio.Queue[_Desk] = asyncio.Queue()
        for desk in self._desks:
            self._free.put_nowait(desk)

    def edges(self) -> Sequence[Edge]:
        """Every pair of the languages that the provider knows."""
        return edges_between(self._languages, self._quality, self._provider.cost)

    async def translate(self, text: str, source: str, target: str) -> Rendering:
        """One sentence; raises EngineError."""
        if len(text.encode("utf-8", "replace")) > self._provider.longest:
            raise Unsupported("the text is too long for it")
        codes = self._provider.codes
        languages = {"source": code_of(source, codes), "target": code_of(target, codes)}
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                answer = await self._at_a_desk(text, languages | self._credentials)
        except TimeoutError:
            raise Unavailable("no answer in time") from None
        return Rendering(accepted(answer, text))

    async def close(self) -> None:
        """Cut what is under way; no thread is waited for."""
        for desk in self._desks:
            desk.line.close()

    async def _at_a_desk(self, text: str, options: Mapping[str, str]) -> object:
        """The desk is free again when its thread is, however long after the caller has gone."""
        desk = await self._free.get()
        desk.line.open()
        job = in_thread(
            lambda: desk.translate(text, options), finished=lambda: self._free.put_nowait(desk)
        )
        try:
            return await job
        finally:
            if job.cancelled():
                desk.line.cut()

    def _quality(self, source: str, target: str) -> float:
        better = self._provider.at_home & {source, target}
        return self._provider.quality + (_AT_HOME if better else 0.0)


class _Desk:
    """A line, and deep-translator's module of the provider loaded once more with it inside.

    The copy is nobody else's: the module that others may import stays as it is.
    """

    def __init__(self, provider: Provider, address: str, line: Line) -> None:
        self.line = line
        module = _copy(provider.module)
        vars(module).update(requests=line, BASE_URLS={provider.address: address})
        self._translator = _without_questions(getattr(module, provider.translator), provider)

    def translate(self, text: str, options: Mapping[str, str]) -> object:
        """Blocks; raises EngineError and nothing else."""
        try:
            return self._translator(**options).translate(text)
        except EngineError:
            raise
        except Exception as error:  # noqa: BLE001 - deep-translator raises all kinds
            raise _converted(error) from None


def _copy(name: str) -> ModuleType:
    spec = find_spec(f"deep_translator.{name}")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _without_questions(translator: type[Any], provider: Provider) -> type[Any]:
    """Microsoft's asks for the list of languages before every text; here they are known."""
    if not hasattr(translator, "_get_supported_languages"):
        return translator
    known = {code: code for code in provider.codes.values()}
    replaced = {"_get_supported_languages": lambda _self: known}
    return type("Translator", (translator,), replaced)


def _chosen(provider: Provider, credentials: Mapping[str, str]) -> dict[str, str]:
    missing = [name for name in provider.needs if not credentials.get(name)]
    if missing:
        raise KeyError(*missing)
    names = (*provider.needs, *provider.takes)
    return {name: credentials[name] for name in names if credentials.get(name)}


def _converted(error: Exception) -> EngineError:
    """Nothing of the error's own words goes on: they hold messages, addresses and keys."""
    if isinstance(error, errors.TooManyRequests):
        return QuotaSpent("too many requests")
    if isinstance(error, (errors.NotValidLength, errors.LanguageNotSupportedException)):
        return Unsupported(type(error).__name__)
    if isinstance(error, errors.BaiduAPIerror):
        return _said_baidu(error.api_message.upper())
    if isinstance(error, errors.ServerException):
        return Unavailable(type(error).__name__)
    return BadAnswer(type(error).__name__)


def _said_baidu(message: str) -> EngineError:
    """Baidu tells everything by sentences, with status 200."""
    if "LIMIT" in message or "RECHARGE" in message:
        return QuotaSpent("Baidu's limit")
    if "UNAUTHORIZED" in message or "SIGN" in message:
        return KeyRefused("Baidu refuses the key", WRONG_KEY_SECONDS)
    if "TIMEOUT" in message or "SYSTEM" in message:
        return Unavailable("Baidu is down")
    return BadAnswer("Baidu refuses the question")
