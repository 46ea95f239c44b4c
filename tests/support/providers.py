"""The providers of translations, played on loopback: what they want, what they say, how they fail.

Shapes follow the providers' public documents and what their users report. Each test gets an
account, a URL of its own that says how the provider behaves in it.
"""

import asyncio
import html
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import md5
from itertools import count
from typing import Any

from aiohttp import web

KEY = "0a1b2c3d-secret-key"
WAIT_SECONDS = 7
SPENT = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN  "
    "09 HOURS 30 MINUTES 05 SECONDS VISIT HTTPS://MYMEMORY.TRANSLATED.NET/DOC/USAGELIMITS.PHP TO "
    "TRANSLATE MORE"
)
_PAGE = "<!DOCTYPE html><html><head><title>Sorry...</title></head><body><h1>{}</h1></body></html>"


@dataclass(frozen=True, slots=True)
class Question:
    """What a provider was asked: the languages in its own codes, and all that came with them."""

    text: str
    source: str
    target: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]


Say = Callable[[Question], str]


def translated(question: Question) -> str:
    """What a provider that is well makes of a text."""
    return f"[{question.target}] {question.text}"


@dataclass(slots=True)
class Account:
    """A provider as one test knows it.

    `says` makes the translation. `arrived` counts the questions to one that misbehaves, `left`
    those whose asker went away.
    """

    url: str
    asked: list[Question] = field(default_factory=list)
    learned: int = 0
    arrived: int = 0
    left: int = 0
    says: Say = translated


class Stage:
    """Plays every provider."""

    def __init__(self) -> None:
        self.intruders = 0
        self.url = ""
        self._accounts: dict[str, Account] = {}
        self._numbers = count()

    def account(self, provider: str, behaviour: str = "well", *, says: Say = translated) -> Account:
        """With `behaviour` one of those below, or the provider's own ("spent", "empty", …)."""
        number = str(next(self._numbers))
        account = Account(f"{self.url}/{provider}/{behaviour}/{number}", says=says)
        self._accounts[number] = account
        return account

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Each provider under its name: /provider/behaviour/account/path."""
        provider, behaviour, number, path = (
            request.match_info[part] for part in ("provider", "behaviour", "account", "path")
        )
        account = self._accounts[number]
        misbehave = _MISBEHAVIOURS.get(behaviour)
        play = _Play(account, behaviour, request)
        if misbehave is not None and path != "languages":
            account.arrived += 1
            return await misbehave(play)
        return await _PROVIDERS[provider](play, path)

    async def intrude(self, _request: web.Request) -> web.Response:
        """Where no engine should get to."""
        self.intruders += 1
        return web.json_response({"translatedText": "inside"})


@dataclass(frozen=True, slots=True)
class _Play:
    account: Account
    behaviour: str
    request: web.Request

    def hear(self, text: str, source: str, target: str, body: Mapping[str, Any]) -> str:
        question = Question(text, source, target, dict(self.request.headers), body)
        self.account.asked.append(question)
        if self.behaviour == "empty":
            return ""
        return self.account.says(question)


async def _slow(play: _Play) -> web.StreamResponse:
    """Takes the question and says nothing, until the asker goes."""
    try:
        await asyncio.Event().wait()
    finally:
        play.account.left += 1
    raise AssertionError


async def _drip(play: _Play) -> web.StreamResponse:
    """Says a little again and again, so that no time limit for reading is ever reached."""
    response = web.StreamResponse()
    await response.prepare(play.request)
    try:
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.02)
    except (ConnectionResetError, asyncio.CancelledError):
        play.account.left += 1
    return response


async def _flooded(_play: _Play) -> web.StreamResponse:
    return web.json_response(
        {"message": "Too many requests"}, status=429, headers={"Retry-After": str(WAIT_SECONDS)}
    )


async def _broken(_play: _Play) -> web.StreamResponse:
    return web.Response(text=_PAGE.format("Server Error"), status=500, content_type="text/html")


async def _page(_play: _Play) -> web.StreamResponse:
    return web.Response(text=_PAGE.format("unusual traffic"), content_type="text/html")


async def _cut(_play: _Play) -> web.StreamResponse:
    return web.Response(text='{"translations": [{"text": "Ho', content_type="application/json")


async def _huge(play: _Play) -> web.StreamResponse:
    """More than anybody should read; ends when the asker goes."""
    response = web.StreamResponse()
    await response.prepare(play.request)
    try:
        for _ in range(4_000):
            await response.write(b"x" * 65_536)
    except (ConnectionResetError, asyncio.CancelledError):
        play.account.left += 1
    return response


async def _away(play: _Play) -> web.StreamResponse:
    raise web.HTTPFound(f"http://{play.request.host}/inside")


_MISBEHAVIOURS: Mapping[str, Callable[[_Play], Awaitable[web.StreamResponse]]] = {
    "slow": _slow,
    "drip": _drip,
    "flooded": _flooded,
    "broken": _broken,
    "page": _page,
    "cut": _cut,
    "huge": _huge,
    "away": _away,
}
MISBEHAVIOURS = tuple(_MISBEHAVIOURS)


async def _libretranslate(play: _Play, path: str) -> web.Response:
    if path == "languages":
        play.account.learned += 1
        return web.json_response(_LIBRE_LANGUAGES)
    body = await play.request.json()
    if play.behaviour == "keyed" and body.get("api_key") != KEY:
        sentence = "Visit https://libretranslate.com to get an API key"
        return web.json_response({"error": sentence}, status=400)
    text = play.hear(body["q"], body["source"], body["target"], body)
    return web.json_response({"translatedText": text})


_LIBRE_LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "es", "zh-Hans", "zh-Hant"]},
    {"code": "es", "name": "Spanish", "targets": ["en", "es", "zh-Hans"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en", "es", "zh-Hans"]},
    {"code": "zh-Hant", "name": "Chinese (traditional)", "targets": ["en", "zh-Hant"]},
]


async def _deepl(play: _Play, path: str) -> web.Response:
    assert path == "v2/translate"
    if play.request.headers.get("Authorization") != f"DeepL-Auth-Key {KEY}":
        return web.json_response({"message": "Forbidden"}, status=403)
    if play.behaviour == "spent":
        sentence = "Quota for this billing period has been exceeded."
        return web.json_response({"message": sentence}, status=456)
    body = await play.request.json()
    (text,) = body["text"]
    said = play.hear(text, body["source_lang"], body["target_lang"], body)
    answer = {"detected_source_language": body["source_lang"], "text": said}
    return web.json_response({"translations": [answer]})


async def _openai(play: _Play, path: str) -> web.Response:
    assert path == "v1/chat/completions"
    body = await play.request.json()
    if play.behaviour == "plain" and "response_format" in body:
        error = {"message": "Unknown parameter: 'response_format'.", "param": "response_format"}
        return web.json_response({"error": error}, status=400)
    data = json.loads(body["messages"][1]["content"])
    said = play.hear(data["text"], data["from"], data["to"], body)
    content = json.dumps({"translation": said}) if play.behaviour != "free" else said
    finish = "length" if play.behaviour == "unfinished" else "stop"
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return web.json_response(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "model": body["model"],
            "choices": [choice],
        }
    )


async def _google(play: _Play, path: str) -> web.Response:
    """The page for phones. Slow at times, so that questions at once overlap."""
    assert path == "m"
    query = play.request.query
    said = play.hear(query["q"], query["sl"], query["tl"], dict(query))
    await asyncio.sleep(len(query["q"]) % 3 / 100)
    text = (
        '<!DOCTYPE html><html lang="en"><head><title>Google Translate</title></head><body>'
        f'<div class="languages-container"></div><div class="result-container">{html.escape(said)}'
        '</div><div class="links-container"><a href="#">About</a></div></body></html>'
    )
    return web.Response(text=text, content_type="text/html")


async def _mymemory(play: _Play, path: str) -> web.Response:
    assert path == "get"
    query = play.request.query
    source, target = query["langpair"].split("|")
    said = play.hear(query["q"], source, target, dict(query))
    spent = play.behaviour == "spent"
    answer = {
        "responseData": {"translatedText": SPENT if spent else html.escape(said), "match": 1},
        "quotaFinished": spent,
        "mtLangSupported": None,
        "responseDetails": "",
        "responseStatus": 200,
        "responderId": None,
        "exception_code": None,
        "matches": [],
    }
    return web.json_response(answer)


async def _microsoft(play: _Play, path: str) -> web.Response:
    """Asked for nothing but translations: a list of languages for each would double the calls."""
    assert (path, play.request.query["api-version"]) == ("translate", "3.0")
    if play.request.headers.get("Ocp-Apim-Subscription-Key") != KEY:
        error = {"code": 401000, "message": "The request is not authorized because of its key."}
        return web.json_response({"error": error}, status=401)
    query = play.request.query
    (entry,) = await play.request.json()
    said = play.hear(entry["text"], query["from"], query["to"], dict(query))
    return web.json_response([{"translations": [{"text": said, "to": query["to"]}]}])


async def _baidu(play: _Play, path: str) -> web.Response:
    assert path == "api/trans/vip/translate"
    query = play.request.query
    signed = query["appid"] + query["q"] + query["salt"] + KEY
    if query["sign"] != md5(signed.encode(), usedforsecurity=False).hexdigest():
        return web.json_response({"error_code": "54001", "error_msg": "Invalid Sign"})
    if play.behaviour == "spent":
        return web.json_response({"error_code": "54003", "error_msg": "Invalid Access Limit"})
    said = play.hear(query["q"], query["from"], query["to"], dict(query))
    result = [{"src": query["q"], "dst": said}]
    return web.json_response({"from": query["from"], "to": query["to"], "trans_result": result})


_PROVIDERS: Mapping[str, Callable[[_Play, str], Awaitable[web.StreamResponse]]] = {
    "libretranslate": _libretranslate,
    "deepl": _deepl,
    "openai": _openai,
    "google": _google,
    "mymemory": _mymemory,
    "microsoft": _microsoft,
    "baidu": _baidu,
}


@asynccontextmanager
async def playing() -> AsyncIterator[Stage]:
    """All providers on one port of loopback."""
    app = web.Application(client_max_size=2**20)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    stage = Stage()
    app.router.add_get("/inside", stage.intrude)
    app.router.add_route("*", "/{provider}/{behaviour}/{account}/{path:.*}", stage.answer)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        stage.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield stage
    finally:
        await runner.cleanup()
