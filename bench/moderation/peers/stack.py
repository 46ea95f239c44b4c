"""What one would put together: phonenumbers in 15 regions, linkify-it-py and a list of words.

The text is folded first: NFKC, invisible characters removed; for words also accents removed, case
folded, and confusable letters of other scripts to Latin ones.
"""

import json
import re
import unicodedata
from pathlib import Path

import confusable_homoglyphs
import phonenumbers
from linkify_it import LinkifyIt

from bench.moderation import worker
from bench.moderation.peers.shared import REGIONS, WORDS


def load() -> worker.Check:
    links = LinkifyIt(options={"fuzzy_ip": True})
    skeleton = _skeleton()
    # Where words are written without spaces, a boundary would hide them.
    words = re.compile("|".join(_bounded(_folded(word)) for word in WORDS))

    def check(texts: list[str]) -> tuple[str, list[str]]:
        plain = _plain(worker.joined(texts))
        folded = _folded(plain)
        looked_at = {
            "word": words.search(folded) or words.search(folded.translate(skeleton)),
            "link": links.test(plain),
            "phone": any(_has_phone(plain, region) for region in REGIONS),
        }
        rules = [rule for rule, seen in looked_at.items() if seen]
        return "block" if rules else "allow", rules

    return check


def _bounded(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)


def _plain(text: str) -> str:
    visible = (char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", "".join(visible))


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def _skeleton() -> dict[int, str]:
    """Letters that look like an ASCII letter, to that letter."""
    table = Path(confusable_homoglyphs.__file__).with_name("confusables.json")
    looks_like: dict[str, list[dict[str, str]]] = json.loads(table.read_text(encoding="utf-8"))
    return {
        ord(char): like["c"].casefold()
        for char, others in looks_like.items()
        if len(char) == 1 and not char.isascii()
        for like in others
        if like["c"].isascii() and like["c"].isalpha()
    }


def _has_phone(text: str, region: str) -> bool:
    return any(phonenumbers.PhoneNumberMatcher(text, region))


if __name__ == "__main__":
    worker.serve(load)
