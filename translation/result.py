"""What callers get for a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in `lang`, made from one in `source`.

    `engine` names what was used, "+" between several; `route` the languages passed through, as in
    "es>ca>pt>en". `rough` says that a reader should be warned: words that no engine knew, several
    hops, or a sentence left as it was. Languages are base codes ("en", "zh").
    """

    lang: str
    text: str
    engine: str
    rough: bool
    source: str
    route: str
