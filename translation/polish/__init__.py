"""What a translator reads and writes, made better by rule: before, between the hops, after.

Pure functions over masked text, from tables in data/. Placeholders and digits never change.
"""

from translation.polish.finish import after
from translation.polish.hops import between
from translation.polish.spelling import before

VERSION = "3"
"""Raised whenever a rule changes, so that cached translations are made anew."""

__all__ = ["VERSION", "after", "before", "between"]
