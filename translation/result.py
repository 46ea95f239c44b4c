"""The translation of one text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Translation:
    """`text` in the language `lang` (BCP 47), as made by `engine`.

    `rough` tells readers not to rely on it: the engine is known to be weak for this pair, or parts
    of the text were left as they were.
    """

    lang: str
    text: str
    engine: str
    rough: bool
