"""Translation of chat messages. Stands alone: needs nothing of the hub.

`Translation` is what callers get, `Terms` what they may tell of the conversation.
"""

from translation.result import Translation
from translation.terms import Terms

__all__ = ["Terms", "Translation"]
