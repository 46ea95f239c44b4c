"""The words of a message: what is left when links, numbers, codes and names are gone."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_TOKEN = re.compile(
    r"""(?:https?://|www\.)[!-~]+
      | (?<![a-z0-9-])[a-z0-9-]{1,63}\.(?:com|net|org|shop|store|app|io|example)\b(?:/[!-~]*)?
      | (?<![a-z0-9._+-])[a-z0-9._+-]{1,64}@[a-z0-9.-]+
      | [@\#][a-z0-9_.-]+
      | (?<![a-z0-9])[a-z_/-]{0,20}[0-9](?:[a-z0-9_/-]|[.,](?=[0-9]))*
      | (?P<word>[^\W\d_]+'?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A link, a bare host, an address, a mention or tag, anything with a digit; or else a word."""

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
"""One letter three times and more: "holaaaa" is "hola"."""

_NAMES = Path(__file__).parent / "names.txt"


def words_of(text: str) -> list[str]:
    """Lower-case words that may belong to a language; elisions keep their apostrophe ("l'")."""
    if not text.isascii():
        # One letter may become eighteen ("ﷺ"); what was short stays short.
        text = unicodedata.normalize("NFKC", text)[: len(text)].replace("’", "'")
    return list(_without_names(text))


def folded(word: str) -> str:
    """The same typed by somebody without accents: "não" is "nao"."""
    if word.isascii():
        return word
    bare = unicodedata.normalize("NFD", word.replace("ß", "ss").replace("œ", "oe"))
    return "".join(mark for mark in bare if not unicodedata.combining(mark))


def _without_names(text: str) -> Iterator[str]:
    """A word such as "air" is passed over behind a name only ("Nike Air", "by air")."""
    names, parts = _names()
    in_name = False
    for token in _TOKEN.finditer(text):
        word = token["word"]
        if word is None:
            continue
        word = _STRETCHED.sub(r"\1", word.lower())
        in_name = word in names or (in_name and word in parts)
        if not in_name:
            yield word


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    alone, behind = _NAMES.read_text(encoding="utf-8").split("\n--\n")
    return frozenset(alone.split()), frozenset(behind.split())
