"""Translation of chat messages. Stands alone: needs nothing of the hub.

    translator = build(Options(languages=("en", "es")))
    detected = await translator.detect("hola, sigue disponible?", profile="es")
    found = await translator.translate("¿Sigue disponible?", source="es", target="en")

`Translation` is what callers get, `Terms` what they may tell of the conversation.
"""

from translation.assembly import build
from translation.cache import Cache, Entry
from translation.detection import Detected
from translation.knocking import answering
from translation.languages import DEFAULT_LANGUAGES, base
from translation.options import BadOptions, Options
from translation.resilience.health import Health
from translation.result import Translation
from translation.terms import Terms
from translation.translator import Translator

__all__ = [
    "DEFAULT_LANGUAGES",
    "BadOptions",
    "Cache",
    "Detected",
    "Entry",
    "Health",
    "Options",
    "Terms",
    "Translation",
    "Translator",
    "answering",
    "base",
    "build",
]
