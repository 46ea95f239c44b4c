"""Moderation of chat messages. Stands alone: needs nothing of the hub.

`Verdict` and `Finding` are what callers get.
"""

from moderation.verdict import Action, Finding, Verdict

__all__ = ["Action", "Finding", "Verdict"]
