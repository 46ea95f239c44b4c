"""Letters by how they part words, as ranges for character classes."""

from typing import Final

LATIN: Final = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
WORD: Final = rf"{LATIN}0-9_\u0400-\u052f\u0620-\u0669\u066e-\u06d3\u06ee-\u06fc"
"""Scripts that part words by blanks: there a link or a name ends where another letter begins."""

CJK: Final = r"\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
BLANK: Final = r"[ \u00a0\u202f\u2009]"
DENSE: Final = "\u2e80"
"""From here on scripts put nothing between words."""
