"""What is known of a conversation that its translations should respect."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """Empty when nothing is known. Entries of `glossary` and `replies` map languages to wordings.

    `title` is the listing's: names and models in it stay as they are. `glossary` holds the shop's
    own terms ({"es": "funda", "en": "sleeve"}), `replies` its quick replies in each language, shown
    in its own wording instead of a machine's.
    """

    title: str = ""
    glossary: tuple[Mapping[str, str], ...] = ()
    replies: tuple[Mapping[str, str], ...] = ()
