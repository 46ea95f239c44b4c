"""The port of the two libraries that judge by sequences of letters, and which one is used."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Literal, Protocol

Choice = Literal["auto", "langdetect", "lingua"]
"""Which library judges where words leave doubt; "auto" is lingua where it is installed."""


class ModelMissing(Exception):
    """The library asked for is not installed."""


class Model(Protocol):
    """Compares the languages it was made for. Thread-safe and deterministic once it is made."""

    def scores(self, words: Sequence[str]) -> Mapping[str, float]:
        """Log-likelihoods, up to a constant, of the languages it knows; lower-case words."""


ModelOf = Callable[[Sequence[str]], Model | None]
"""Makes the model for some languages; None where the library knows less than two of them."""


def model_maker(choice: Choice) -> ModelOf:
    """The library's module is imported here and not before: lingua's takes a second.

    Raises ModelMissing.
    """
    installed = find_spec("lingua") is not None
    if choice == "lingua" and not installed:
        raise ModelMissing("lingua is not installed (extra: lingua)")
    name = "lingua_model" if installed and choice != "langdetect" else "ngrams"
    made: ModelOf = import_module(f"translation.detection.{name}").model
    return made
