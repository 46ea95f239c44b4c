"""The form of a masked text under which its translation is kept."""

import re
import unicodedata
from typing import Final

_BLANKS: Final = re.compile(r"\s+")
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ´`＇", "'"),
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00ad": None,
    }
)


def normal(masked: str) -> str:
    """Composed (NFC), plain quotes and dashes, one blank for a run of them, none at the ends."""
    composed = unicodedata.normalize("NFC", masked).translate(_PLAIN)
    return _BLANKS.sub(" ", composed).strip()
