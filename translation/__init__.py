"""Translation of chat messages. Stands alone: needs nothing of the hub.

`Translation` is what callers get.
"""

from translation.result import Translation

__all__ = ["Translation"]
