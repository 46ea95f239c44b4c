"""Which language a chat message is written in: script, then words, then letter sequences.

    Detector(("en", "es", "zh")).detect("hola, sigue disponible?", profile="en")  ->  es

Synchronous, safe to call from many threads, and the same answer every time.
"""

from translation.detection.detected import Detected
from translation.detection.detector import Detector
from translation.detection.models import Choice, ModelMissing

__all__ = ["Choice", "Detected", "Detector", "ModelMissing"]
