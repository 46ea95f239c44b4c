"""What the detection answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detected:
    """The language of a text as base code, and how probable it is (0..1).

    `lang` is None, with score 0, for a text that is in no language ("ok", emoji, an order number, a
    link, a brand's name), and for one in a language that is not among the marketplace's.
    """

    lang: str | None
    score: float


NO_LANGUAGE = Detected(None, 0.0)
