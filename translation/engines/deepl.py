"""DeepL: `POST /v2/translate` with the key in a header."""

import re
from collections.abc import Sequence

from translation.engines.answers import accepted
from translation.engines.http import Http
from translation.engines.online import code_of, edges_between, spoken
from translation.engines.port import BadAnswer, Edge, Rendering
from translation.net import AddressGuard

_FREE, _PRO = "https://api-free.deepl.com", "https://api.deepl.com"
_SPOKEN = "ar bg cs da de el en es et fi fr hu id it ja ko lt lv nl pl pt ro ru sk sl sv tr uk zh"
_SOURCES = {language: language.upper() for language in _SPOKEN.split()} | {"no": "NB"}
_TARGETS = _SOURCES | {"en": "EN-US", "pt": "PT-PT", "zh": "ZH-HANS"}
"""As targets these have no code of the language alone, or one that is on its way out."""

_QUALITY = 0.84
"""Not measured here. In public comparisons it leads the best open models by some 8 points of chrF,
and those reach 76 on these messages."""
_COST = 0.02
"""20 € per million characters: a chat message costs a five-hundredth of a cent. An engine of one's
own that is two points worse is preferred."""

_TAG = re.compile(r"<x id=\"\d+\"/>")
_ENTITY = re.compile(r"&(?:amp|lt|gt);")


class DeepL:
    """A key that ends in ":fx" is one for the free API, which has a host of its own."""

    name = "deepl"
    version = "2"
    cloud = True
    schemes = ("xml", "letters", "digits")
    by_heart = False

    def __init__(
        self, key: str, languages: Sequence[str], guard: AddressGuard, *, url: str = ""
    ) -> None:
        """`url` instead of DeepL's own, for a relay. Raises UnsafeUrl."""
        endpoint = guard.endpoint(url or (_FREE if key.endswith(":fx") else _PRO))
        self._http = Http(endpoint, guard, {"Authorization": f"DeepL-Auth-Key {key}"})
        self._languages = spoken(languages, _SOURCES)

    def edges(self) -> Sequence[Edge]:
        """Every pair of the languages that it speaks."""
        return edges_between(self._languages, lambda _source, _target: _QUALITY, _COST)

    async def translate(self, text: str, source: str, target: str) -> Rendering:
        """One sentence; raises EngineError, of it QuotaSpent for 429 and 456."""
        question: dict[str, object] = {
            "text": [text],
            "source_lang": code_of(source, _SOURCES),
            "target_lang": code_of(target, _TARGETS),
            "split_sentences": "0",
            "preserve_formatting": True,
        }
        if _is_marked_up(text):
            question |= {"tag_handling": "xml", "ignore_tags": ["x"]}
        content = (await self._http.post("/v2/translate", question)).content()
        return Rendering(accepted(_text_in(content), text))

    async def close(self) -> None:
        """End its connections."""
        await self._http.close()


def _is_marked_up(text: str) -> bool:
    """Whether its placeholders are tags, and so all else is escaped."""
    rest = _ENTITY.sub("", _TAG.sub("", text))
    return rest != text and not {"<", "&"} & set(rest)


def _text_in(content: object) -> object:
    """`{"translations": [{"detected_source_language": "ES", "text": …}]}`, one for one."""
    match content:
        case {"translations": [{"text": text}]}:
            return text
    raise BadAnswer("its answer is none of its API")
