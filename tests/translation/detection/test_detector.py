"""What decides the language of a message: script, words, profile, what was written before."""

import pytest

from translation.detection import Detected, Detector
from translation.languages import DEFAULT_LANGUAGES

NOT_IN_A_LANGUAGE = [
    "",
    "   ",
    "ok",
    "OK!!",
    "okay 👌",
    "👍👍",
    "🇪🇸",
    "12345",
    "€ 19,99",
    "10x20 cm",
    "XL",
    "M",
    "2 x 3",
    "...?!",
    "#A-1029384",
    "LP00123456789CN",
    "SKU-88-BLK",
    "https://shop.example/de/der-die-das?und=oder",
    "www.shop.example/hola",
    "ana.lopez@example.com",
    "@lena_shop",
    "+34 600 123 456",
    "iPhone 13 Pro Max",
    "Nike Air Max 90",
    "12/05/2026 18:30",
]


@pytest.mark.parametrize("text", NOT_IN_A_LANGUAGE)
@pytest.mark.parametrize("profile", [None, "es", "zh"])
def test_numbers_names_links_and_emoji_are_no_language(
    plain: Detector, text: str, profile: str | None
) -> None:
    assert plain.detect(text, profile=profile, history=["es"]) == Detected(None, 0.0)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("これはまだありますか", "ja"),
        ("iPhone 13 Pro Max ケースある?", "ja"),
        ("送料込みですか", "ja"),
        ("재고 있나요", "ko"),
        ("这个还有货吗", "zh"),
        ("這個還有貨嗎", "zh"),
        ("这个 iPhone 15 Pro Max 多少钱 https://shop.example/x", "zh"),
        ("заказ ещё не пришёл", "ru"),
        ("замовлення ще не прийшло, є новини?", "uk"),
        ("поръчката още не е пристигнала, къде е?", "bg"),
        ("هل ما زال متوفراً؟", "ar"),
        ("سلام، قیمت این چند است؟ پست می‌کنید؟", "fa"),
        ("האם זה עדיין זמין", "he"),
        ("ยังมีของไหม", "th"),
        ("Είναι ακόμα διαθέσιμο;", "el"),
        ("क्या यह अभी उपलब्ध है", "hi"),
        ("ეს ისევ გაქვთ?", "ka"),
    ],
)
def test_the_script_decides_first(text: str, lang: str) -> None:
    languages = (*DEFAULT_LANGUAGES, "ko", "uk", "bg", "fa", "he", "th", "el", "hi", "ka")
    detector = Detector(languages, "langdetect")
    assert detector.detect(text).lang == lang
    assert detector.detect(text, profile="en").lang == lang


@pytest.mark.parametrize(
    ("languages", "text", "lang"),
    [
        (("en", "es"), "这个还有货吗", None),
        (("en", "es"), "замовлення ще не прийшло", None),
        (("en", "ru"), "замовлення ще не прийшло, є новини?", None),
        (("zh", "ja"), "hello there", None),
        (("zh",), "中古", "zh"),
        (("ja",), "中古", "ja"),
        (("en", "zh"), "bonjour", "en"),
        (("pt-BR", "es_MX"), "muito obrigado", "pt"),
    ],
)
def test_only_languages_of_the_marketplace_are_answered(
    languages: tuple[str, ...], text: str, lang: str | None
) -> None:
    assert Detector(languages, "langdetect").detect(text).lang == lang


@pytest.mark.parametrize("profile", ["es", "it", "pt", "en", "fr"])
@pytest.mark.parametrize("text", ["no", "No!", "total 50?", "xyz"])
def test_the_profile_stays_where_the_text_may_be_in_it(
    detector: Detector, profile: str, text: str
) -> None:
    assert detector.detect(text, profile=f"{profile}-XX").lang == profile


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("muchas gracias", "es"),
        ("cuando llega mi pedido", "es"),
        ("ainda nao chegou nada", "pt"),
        ("non è ancora arrivato niente", "it"),
        ("je n'ai rien recu", "fr"),
        ("wann kommt das an", "de"),
        ("when will it ship", "en"),
        ("graciassss", "es"),
    ],
)
@pytest.mark.parametrize("profile", ["en", "de", "es", "pt", "zh", "tr"])
def test_clear_words_outweigh_a_profile_that_is_wrong(
    detector: Detector, text: str, lang: str, profile: str
) -> None:
    found = detector.detect(text, profile=profile)
    assert found.lang == lang
    assert 0.5 < found.score <= 1.0


def test_a_tie_goes_to_the_language_written_before(detector: Detector) -> None:
    assert detector.detect("no").lang == detector.detect("no", history=["zh", "ru"]).lang
    for lang in ("es", "it", "pt"):
        assert detector.detect("no", history=[lang]).lang == lang
    assert detector.detect("no", profile="en", history=["en", "en", "es"]).lang == "en"
    assert detector.detect("no", profile="en", history=["en", *["es-MX"] * 4]).lang == "es"
    assert detector.detect("thank you", history=["es"] * 30).lang == "en"


def test_han_characters_alone_go_by_length_and_profile(plain: Detector) -> None:
    assert plain.detect("了解", profile="ja").lang == "ja"
    assert plain.detect("送料無料", profile="ja").lang == "ja"
    assert plain.detect("不加微信,平台上说就行", profile="ja").lang == "zh"


def test_a_profile_outside_the_marketplace_stays_unless_words_are_clear(plain: Detector) -> None:
    assert plain.detect("siparişim nerede kaldı", profile="tr").lang is None
    assert plain.detect("hello, when will you ship it?", profile="tr").lang == "en"


def test_languages_without_a_model_are_not_ruled_out_by_one() -> None:
    detector = Detector(("en", "mi"), "langdetect")
    assert detector.detect("tēnā koe", profile="mi").lang == "mi"
    assert detector.detect("where is my order", profile="mi").lang == "en"
