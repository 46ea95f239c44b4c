"""How much of something may go on at once, for each user and in all.

While it is crowded, a user gets a fair share only: a few of them cannot take it all.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from hub.errors import Overloaded, RateLimited

RETRY_SECONDS = 1.0
CROWDED_RETRY_SECONDS = 5.0
SHARE = 4
"""What a user may have is divided by it while more than half of all is taken."""


class Slots:
    def __init__(self, *, per_user: int, in_all: int) -> None:
        self._per_user = per_user
        self._share = max(1, per_user // SHARE)
        self._in_all = in_all
        self._taken: Counter[str] = Counter()

    def __len__(self) -> int:
        return self._taken.total()

    @contextmanager
    def taken(self, user: str) -> Iterator[None]:
        """One of them, for the block. Raises RateLimited, Overloaded."""
        if self._taken[user] >= self._per_user:
            raise RateLimited(RETRY_SECONDS)
        if self._taken[user] >= self._share and len(self) >= self._in_all / 2:
            raise RateLimited(CROWDED_RETRY_SECONDS)
        if len(self) >= self._in_all:
            raise Overloaded(retry_after_s=RETRY_SECONDS)
        self._taken[user] += 1
        try:
            yield
        finally:
            self._taken[user] -= 1
            if not self._taken[user]:
                del self._taken[user]
