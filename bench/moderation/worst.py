"""Texts that make a matcher work: 4,000 characters of what it looks for, or nearly."""

import random
import string
from collections.abc import Callable, Mapping, Sequence

LENGTH = 4_000
WINDOW = 10
"""Messages that are looked at together."""
_NAMES = ("whatsapp", "telegram", "wechat", "paypal", "instagram", "微信", "ватсап", "واتساب")
_NEARLY = ("whatsap", "wahtsapp", "telegarm", "instagrm", "paypaal", "vibr", "facebok", "wechta")
_LOOKALIKES = "аеорсухіѕԁɡһјӏαορνтԝᴀʙｗｈａｔｓ𝐰𝐡𝐚𝐭𝓼ⓦⓗⓐⓣ🅆🄷"
_NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "zero", "double"),
    *("seis", "uno", "dos", "cinq", "sept", "acht", "drei", "шесть", "восемь", "iki", "sıfır"),
)
_HAN_DIGITS = "零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u2069"
_CONTEXT = ("order", "tracking", "call", "me", "at", "price", "text", "number", "no", "cheaper")
_JOINS = ("then", "and", "luego", "y", "puis", "dann", "потом", "然后", "ends in")
_UNITS = ("kg", "cm", "eur", "€", "$", "pcs", "GB", "inch", "mm", "руб", "元")
_PUNCTUATION = string.punctuation + " \n\t·•…–"

Source = random.Random
Piece = Callable[[Source], str]


def texts(seed: int, talk: Sequence[str]) -> dict[str, str]:
    """One text of each kind, all of LENGTH code points; another seed gives others.

    talk: messages in which there is something to find, for a text in which there is much.
    """
    source = random.Random(seed)
    kinds = {**KINDS, "many messages in one": _any(talk, " ")}
    return {name: _fill(piece, source) for name, piece in kinds.items()}


def extremes(seed: int) -> dict[str, tuple[str, ...]]:
    """The messages of what is larger still: a frame's largest text, a whole window of long ones."""
    source = random.Random(seed)
    graphemes = (source.choice("whatspe0123") + _marks(source, 5) for _ in range(LENGTH))
    window = [_fill(KINDS[kind], source) for kind in source.sample(sorted(KINDS), WINDOW)]
    return {
        "4,000 graphemes of 6 code points": ("".join(graphemes),),
        "10 messages of 4,000 characters": tuple(window),
    }


def _fill(piece: Piece, source: Source) -> str:
    parts: list[str] = []
    length = 0
    while length < LENGTH:
        parts.append(piece(source))
        length += len(parts[-1])
    return "".join(parts)[:LENGTH]


def _any(items: Sequence[str], after: str = "") -> Piece:
    return lambda source: source.choice(items) + after


def _always(text: str) -> Piece:
    return lambda _source: text


def _digits(source: Source, count: int) -> str:
    return "".join(source.choices(string.digits, k=count))


def _letters(source: Source, count: int) -> str:
    return "".join(source.choices(string.ascii_lowercase, k=count))


def _marks(source: Source, count: int) -> str:
    return "".join(chr(source.randint(0x300, 0x36F)) for _ in range(count))


def _phone(source: Source) -> str:
    """Numbers that are valid, so that none is dismissed early."""
    code = source.choice(
        ("+1 415 555 0", "+34 612 34 5", "0039 333 12", "138 1234 5", "06 39 98 1")
    )
    return f"{code}{_digits(source, 3)} "


def _iban(source: Source) -> str:
    return (
        f"ES{_digits(source, 2)} {_digits(source, 4)} {_digits(source, 4)} {_digits(source, 12)} "
    )


def _spelt(source: Source) -> str:
    return source.choice(" .-_*").join(source.choice(_NAMES)) + " "


def _random_unicode(source: Source) -> str:
    return chr(source.choice((source.randint(0x20, 0x2FFF), source.randint(0x1F300, 0x1FAFF))))


KINDS: Mapping[str, Piece] = {
    "digits": lambda source: _digits(source, 8),
    "digits and spaces": lambda source: f"{_digits(source, 1)} ",
    "digits and punctuation": lambda source: _digits(source, 2) + source.choice(_PUNCTUATION),
    "digits and letters": lambda source: _digits(source, 1) + _letters(source, 1),
    "digits and words": lambda source: f"{source.choice(_CONTEXT)} {_digits(source, 3)} ",
    "other digits": _any("０１２３٠١٢٣०१२३①②③⑴⑵⒈⒉𝟎𝟏𝟐𝟑₀₁²³"),
    "keycaps": lambda source: f"{_digits(source, 1)}\ufe0f\u20e3",
    "lookalike digits": _any("0oOQ1lI|5sS8B2zZ"),
    "valid phones": _phone,
    "IBANs": _iban,
    "base58": _any("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
    "number words": _any(_NUMBER_WORDS, " "),
    "number words, joined": _any(_NUMBER_WORDS),
    "number words of Chinese": _any(_HAN_DIGITS),
    "number words of Chinese, spaced": _any(_HAN_DIGITS, " "),
    "@": _always("@"),
    "dots": _always("."),
    "hyphens": _always("-"),
    "parentheses": _any("()[]{}"),
    "slashes and colons": _any((":", "/", "http:", "//", "www.")),
    "punctuation": _any(_PUNCTUATION),
    "spaces": _always(" "),
    "e-mails": lambda source: f"{_letters(source, 5)}@{_letters(source, 4)}.com ",
    "e-mails, nearly": lambda source: f"{_letters(source, 2)}@{_letters(source, 2)}.",
    "e-mails in words": lambda source: f"{_letters(source, 4)} at gmail dot ",
    "one endless local part": lambda source: f"{_letters(source, 3)}.",
    "hosts": lambda source: f"{_letters(source, 6)}.{source.choice(('com', 'es', 'de', 'me'))} ",
    "hosts, spaced": lambda source: f"{_letters(source, 1)} . ",
    "URLs": lambda source: f"https://{_letters(source, 4)}.com/{_letters(source, 4)} ",
    "handles": lambda source: f"@{_letters(source, 5)}{_digits(source, 2)} ",
    "names": _any(_NAMES, " "),
    "names, joined": _any(_NAMES),
    "names, misspelt": _any(_NEARLY, " "),
    "names, spelt": _spelt,
    "names, leet": _any(("wh4t5app", "p4yp4l", "t3l3gr4m", "1nst4gr4m", "v1b3r"), " "),
    "letters, spaced": lambda source: f"{_letters(source, 1)} ",
    "letters, joined": lambda source: _letters(source, 8),
    "words of seven letters": lambda source: f"{_letters(source, 7)} ",
    "one letter": _always("a"),
    "repeated letters": lambda source: source.choice("whatsp") * source.randint(2, 9),
    "confusables": _any(_LOOKALIKES),
    "combining marks": lambda source: source.choice("whatspe01") + _marks(source, 2),
    "one letter, many marks": lambda source: _marks(source, 8),
    "invisible characters": _any(_INVISIBLE),
    "names with invisible characters": lambda source: source.choice(_INVISIBLE).join("whatsapp"),
    "ligatures that grow": _any("ﷺﷻ﷽ﬃ㍿"),
    "enclosed and regional letters": _any("🇼🇭🇦🇹🇸🅐🅑ⓐⓑ⒜⒝"),
    "emoji": _any("📱📞💬👉💚🟢➡️👨‍👩‍👧"),
    "Cyrillic": _any(("напиши", "мне", "сюда", "пожалуйста", "цена", "дешевле", "наличными"), " "),
    "Arabic": _any(("راسلني", "على", "الرقم", "السعر", "أرخص", "خارج"), " "),
    "Chinese": lambda source: chr(source.randint(0x4E00, 0x9FA5)),
    "Chinese, separated": _any("微信加我薇威支付宝电话号码", "."),
    "Japanese": _any(("ライン", "です", "ください", "カカオ", "電話", "連絡")),
    "Korean": lambda source: chr(source.randint(0xAC00, 0xD7A3)),
    "spoken addresses": _any(("joe", "at", "dot", "arroba", "punto", "точка", "gmail", "com"), " "),
    "providers": _any(("gmail", "hotmail", "yahoo", "outlook"), " "),
    "providers, joined": _any(("gmailcom", "hotmail.com", "yahoo", "@gmail")),
    "joins of numbers": lambda source: f"{_digits(source, 2)} {source.choice(_JOINS)} ",
    "prices and units": lambda source: f"{_digits(source, 3)} {source.choice(_UNITS)} ",
    "dates and times": lambda source: (
        f"{_digits(source, 2)}/{_digits(source, 2)} 1{_digits(source, 1)}:30 "
    ),
    "order references": lambda source: f"order no {_digits(source, 9)} ",
    "refusals": _any(("no whatsapp please", "sin telegram", "don't call", "stay here"), ", "),
    "contact talk": _any(
        ("write", "me", "outside", "pay", "cash", "cheaper", "direct", "app"), " "
    ),
    "random characters": _random_unicode,
    "lone backslashes and quotes": _any("\\\"'`"),
}
