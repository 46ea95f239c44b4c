"""Prices, measures, sizes, dates, times, telephone numbers: whatever is written with digits.

A bare integer below 1000 is left to the engines, which then use the right plural and word order;
that it arrives is checked afterwards.
"""

import re
from collections.abc import Iterator
from typing import Final

from translation.protection.scripts import BLANK, LATIN, WORD
from translation.protection.spans import Span

_LEFT: Final = rf"(?<![{LATIN}0-9_])(?<!\d)"
_RIGHT: Final = rf"(?![{LATIN}0-9_])(?!\d)"
_NUMBER: Final = (
    r"(?:\d{1,3}(?:[.,'’٬ \u00a0\u202f\u2009]\d{3}){1,4}(?!\d)(?:[.,٫]\d{1,4}(?!\d))?"
    r"|\d{1,40}(?:[.,٫]\d{1,12}){0,3})"
)
_RANGE: Final = rf"{_NUMBER}(?:{BLANK}?[-–—~〜]{BLANK}?{_NUMBER})?"
_SYMBOL: Final = (
    r"(?:(?:US|AU|CA|HK|NT|NZ|MX|AR|SG|R|A|C|S)?\$|[€£¥￥₽₹₩₺₴₫฿₪₱₦₡₲₸₼₾₿]|元|円|원|zł|kr|Kč|лв)"
)
_CODE: Final = (
    r"(?:EUR|USD|GBP|CNY|RMB|JPY|BRL|MXN|ARS|CLP|COP|PEN|UYU|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|RUB"
    r"|INR|KRW|TRY|UAH|AED|SAR|EGP|MAD|TND|DZD|QAR|KWD|HKD|TWD|SGD|AUD|CAD|NZD|ZAR|ILS|THB|VND|IDR"
    r"|MYR|PHP|USDT|BTC|EU|UK|US|FR|IT|JP|CN|BR)"
)
_UNIT: Final = (
    r"(?:[mµμnk]?m[²³]?|[cd]m[²³]?|km/h|ft|yd|k?g|mg|lbs?|LBS?|oz|OZ|m?l|[mcd]?L|[cd]l"
    r"|[mk]?[VW]|v|w"
    r"|kWh|Wh|mAh|mA|Ah?|[kMG]?Hz|[kKMGT]i?[Bb]|[KMG]bps|dB|Mpx|MP|fps|dpi|rpm|RPM|lm|px|K"
    r"|KG|CM|MM|KM|ML|h|hrs?|min|ms|(?<=[ \u00a0])s(?!/)|in(?={_RIGHT}(?<=\din)))"
)
_AFTER: Final = (
    rf"{BLANK}?(?:%|％|‰|°{BLANK}?[CFК]?|€\d{{2}}|{_SYMBOL}|(?:{_CODE}|{_UNIT}){_RIGHT}"
    r"|[\"″”]|''|['′])"
)
_QUANTITY: Final = re.compile(
    rf"(?P<before>{_LEFT}(?:{_SYMBOL}|{_CODE}){BLANK}?)?(?:{_LEFT}[+−±~≈-])?{_LEFT}"
    rf"(?P<number>{_RANGE}(?:{BLANK}?[x×хX*]{BLANK}?{_NUMBER}){{0,3}})"
    rf"(?P<after>{_AFTER}|,-+)?"
)
_MOMENT: Final = re.compile(
    rf"{_LEFT}(?:"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?: ?(?:[apAP]\.? ?[mM]\b\.?|h\b|Uhr\b))?"
    r"|\d{1,2} ?h ?\d{2}"
    r"|\d{1,2}(?:\.\d{2})? ?(?:[apAP]\.[mM]\.|[apAP][mM]\b)"
    r"|(?:\d{4}[年년] ?)?\d{1,2}[月월](?: ?\d{1,2}[日号號일])?|\d{4}[年년]"
    r"|\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)"
    r"|\d{1,6}/\d{1,6}(?:/\d{1,6})?"
    rf"|\d{{1,3}}°{BLANK}?\d{{1,2}}['′’]"
    rf"(?:{BLANK}?\d{{1,2}}(?:[.,]\d{{1,6}})?[\"″”])?{BLANK}?[NSEWO]?"
    r")(?!\d)"
)
_PHONE: Final = re.compile(
    r"(?<![\w+])\+ ?\d[\d \u00a0.()/-]{5,22}\d(?!\d)"
    rf"|{_LEFT}\d{{1,7}}(?:-\d{{1,7}}){{2,5}}(?!-?\d)"
    rf"|{_LEFT}(?:\(\d{{2,5}}\)|\d{{2,5}})(?:[ \u00a0.-]{{1,2}}\d{{2,5}}){{1,6}}(?!\d)"
)
_LEAST_PHONE: Final = 7
_LONG: Final = 4
_SIZED: Final = (
    r"(?:(?<=\b[Ss]ize )|(?<=\b[Tt]alla )|(?<=\b[Tt]aille )|(?<=\b[Tt]aglia )|(?<=\b[Tt]amanho )"
    r"|(?<=\bGröße ))"
)
_SIZE: Final = re.compile(
    rf"(?<![{WORD}'’.&-])"
    rf"(?:[2-9]?X{{1,4}}[SL]|{_SIZED}[SML]|[SML](?![.'’]?[{WORD}'’&]|\. ?[A-Z]|/[^SMLX]))"
    r"(?![A-Za-z0-9'’&])"
)
_SIZES: Final = re.compile(r"[SML](?![A-Za-z0-9])")


def quantities(text: str) -> Iterator[Span]:
    """Each of them; a passage may come twice."""
    if _SIZES.search(text):
        yield from (Span(*match.span()) for match in _SIZE.finditer(text))
    if re.search(r"\d", text):
        yield from (Span(*match.span()) for match in _MOMENT.finditer(text))
        yield from _phones(text)
        yield from _amounts(text)


def _phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        if sum(map(str.isdigit, match.group())) >= _LEAST_PHONE:
            yield Span(*match.span())


def _amounts(text: str) -> Iterator[Span]:
    for match in _QUANTITY.finditer(text):
        end = _without_quote(text, match)
        if match["before"] or end > match.end("number") or _notable(match["number"]):
            yield Span(match.start(), end)


def _without_quote(text: str, match: re.Match[str]) -> int:
    """A quote after digits is a sign for inches unless it closes a quotation."""
    if match["after"] and match["after"][-1] in "\"”'" and _quoted(text, match.end() - 1):
        return match.end("number")
    return match.end()


def _quoted(text: str, end: int) -> bool:
    mark = text[end]
    before = text[max(0, end - 200) : end]
    return "“" in before if mark == "”" else before.count(mark) % 2 == 1


def _notable(number: str) -> bool:
    """More than a small integer: long, with separators, or with zeros in front."""
    return (
        not number.isdecimal() or len(number) >= _LONG or (len(number) > 1 and int(number[0]) == 0)
    )
