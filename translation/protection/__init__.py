"""What must survive a translation, kept out of its way.

`mask` puts placeholders in place of links, addresses, order numbers, models, sizes, measures,
prices, dates, emoji and names of the listing, and the shop's terms in place of its glossary's;
`unmask` undoes it. Between the two, `segments` makes sentences, a scheme of `SCHEMES` writes
placeholders as an engine keeps them, and `check` refuses what lost something.
"""

from translation.protection.checks import check
from translation.protection.marks import PLACEHOLDER, Lost, numbered, placeholders, renumbered
from translation.protection.masking import Masked, mask, unmask
from translation.protection.normal import normal
from translation.protection.schemes import SCHEMES, Scheme
from translation.protection.segments import Segment, segments

__all__ = [
    "PLACEHOLDER",
    "SCHEMES",
    "Lost",
    "Masked",
    "Scheme",
    "Segment",
    "check",
    "mask",
    "normal",
    "numbered",
    "placeholders",
    "renumbered",
    "segments",
    "unmask",
]
