"""Whether it is the picture or its reader that words were not read.

What cannot be read to its end goes before staff, so that nothing passes behind many harmless lines.
Where hardly anybody's pictures can be, the machine is too slow for its reader: staff, who would get
them all, are spared, and whoever runs the hub is told.
"""

from collections import OrderedDict

import structlog

log = structlog.get_logger("hub")

PEOPLE = 20
"""Whose latest pictures are remembered. It is people that count: nobody alone can make it seem that
the reader is to blame."""
LEAST = 5
"""Of them whose picture staff see in any case."""


class UnreadWords:
    """Of one process."""

    def __init__(self) -> None:
        self._latest: OrderedDict[str, bool] = OrderedDict()
        self._behind = False

    def telling(self, user: str, *, unread: bool) -> bool:
        """Whether staff should see this picture for it; to be asked of every one."""
        self._latest[user] = unread
        self._latest.move_to_end(user)
        if len(self._latest) > PEOPLE:
            self._latest.popitem(last=False)
        self._tell()
        return unread and not self._behind

    def _tell(self) -> None:
        """Once for each time that it begins."""
        count, people = sum(self._latest.values()), len(self._latest)
        behind = count > LEAST and count * 2 > people
        if behind and not self._behind:
            log.warning("words_unread", unread=count, people=people)
        self._behind = behind
