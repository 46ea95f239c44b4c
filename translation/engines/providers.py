"""The providers of deep-translator that translate sentences, as data.

Left out are PONS and Linguee, which are dictionaries; LibreTranslate, DeepL and ChatGPT, which have
engines of their own here; Yandex and Papago, whose addresses in deep-translator 1.11.4 belong to
APIs that their makers have closed; QCRI, which has three languages and loses the failures that it
sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Provider:
    """How one is asked.

    `site` and `path` say where; `module`, `translator` and `address` are its names in
    deep-translator. `longest` counts bytes of UTF-8. Of its credentials, it cannot do without those
    that it `needs`.
    """

    module: str
    translator: str
    address: str
    site: str
    path: str
    codes: Mapping[str, str]
    quality: float
    cost: float
    longest: int
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    at_home: frozenset[str] = field(default_factory=frozenset)
    """Languages that it is better at by a tenth than at the others."""


_MOST = (
    "ar bg ca cs da de el en es et fi fr hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sv"
    " th tr uk vi"
)
_SAME = {code: code for code in _MOST.split()}

PROVIDERS: Mapping[str, Provider] = {
    # The page for phones, which anybody may read and nobody is promised: some five questions a
    # second. Its quality is DeepL's to within a few points in public comparisons.
    "google": Provider(
        module="google",
        translator="GoogleTranslator",
        address="GOOGLE_TRANSLATE",
        site="https://translate.google.com",
        path="/m",
        codes=_SAME | {"zh": "zh-CN", "he": "iw"},
        quality=0.82,
        cost=0.04,
        longest=4_000,
    ),
    # A memory of sentences with machine translation behind it, of changing quality. 5,000
    # characters a day without an address to write to, 50,000 with one: the last resort.
    "mymemory": Provider(
        module="mymemory",
        translator="MyMemoryTranslator",
        address="MYMEMORY",
        site="https://api.mymemory.translated.net",
        path="/get",
        codes={
            "ar": "ar-SA",
            "ca": "ca-ES",
            "de": "de-DE",
            "en": "en-GB",
            "es": "es-ES",
            "fr": "fr-FR",
            "it": "it-IT",
            "ja": "ja-JP",
            "ko": "ko-KR",
            "nl": "nl-NL",
            "pl": "pl-PL",
            "pt": "pt-PT",
            "ru": "ru-RU",
            "tr": "tr-TR",
            "uk": "uk-UA",
            "zh": "zh-CN",
        },
        quality=0.6,
        cost=0.1,
        longest=500,
        takes=("email",),
    ),
    # Two million characters a month for nothing, then 10 $ a million.
    "microsoft": Provider(
        module="microsoft",
        translator="MicrosoftTranslator",
        address="MICROSOFT_TRANSLATE",
        site="https://api.cognitive.microsofttranslator.com",
        path="/translate?api-version=3.0",
        codes=_SAME | {"zh": "zh-Hans", "he": "he", "no": "nb"},
        quality=0.81,
        cost=0.02,
        longest=10_000,
        needs=("api_key",),
        takes=("region",),
    ),
    # Made for Chinese; one question a second without a contract.
    "baidu": Provider(
        module="baidu",
        translator="BaiduTranslator",
        address="BAIDU",
        site="https://fanyi-api.baidu.com",
        path="/api/trans/vip/translate",
        codes={
            "ar": "ara",
            "cs": "cs",
            "de": "de",
            "el": "el",
            "en": "en",
            "es": "spa",
            "fr": "fra",
            "it": "it",
            "ja": "jp",
            "ko": "kor",
            "nl": "nl",
            "pl": "pl",
            "pt": "pt",
            "ru": "ru",
            "th": "th",
            "vi": "vie",
            "zh": "zh",
        },
        quality=0.72,
        cost=0.03,
        longest=6_000,
        needs=("appid", "appkey"),
        at_home=frozenset({"zh"}),
    ),
}
