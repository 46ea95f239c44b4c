"""Moderation by plain words, so that tests say themselves what is objected to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hub.domain.findings import Finding, Judgement, Setting
from hub.domain.pictures import Seen
from hub.domain.strikes import StrikePolicy

BLOCKED, REVIEWED, HELD = "blockword", "reviewword", "holdword"
BANNED = "picture.banned"
SECRET = "5551234"
"""Blocked, also told piece by piece."""

LENIENT = StrikePolicy(cool_down_at=1_000, suspend_at=1_000)


class WordRules:
    """Implements `hub.actions.moderation_ports.Moderator`; what it knows may change at any time."""

    def __init__(self, policy: StrikePolicy = LENIENT) -> None:
        self.policy = policy
        self.words = {BLOCKED: "block", REVIEWED: "review", HELD: "hold"}
        self.settings: list[Setting] = []
        self.judged: list[tuple[str, ...]] = []

    def judge(self, texts: Sequence[str], setting: Setting) -> Judgement:
        self.settings.append(setting)
        self.judged.append(tuple(texts))
        return self._judgement([*self._words(texts[-1]), *_pieces(texts)], setting)

    def _judgement(self, found: Sequence[Finding], setting: Setting) -> Judgement:
        actions = {self.words.get(one.rule, "block") for one in found}
        if "block" in actions:
            return Judgement("block", tuple(found), f"Mend it ({setting.lang})")
        if actions:
            return Judgement("review", tuple(found), "Wait", hold="hold" in actions)
        return Judgement("allow")

    def judge_picture(self, seen: Seen, setting: Setting) -> Judgement:
        """By the words in it and about it; a code's content is one of them."""
        self.settings.append(setting)
        found = [part.placed(one) for part in seen.parts for one in self._words(part.text)]
        if seen.banned:
            found.append(seen.parts[-1].placed(Finding(0, 0, "picture", BANNED, "original")))
        return self._judgement(found, setting)

    def hint(self, findings: Sequence[Finding], lang: str) -> str:
        return f"Mend it ({lang})" if findings else ""

    def strike_policy(self) -> StrikePolicy:
        return self.policy

    def _words(self, text: str) -> Iterator[Finding]:
        for word in self.words:
            for match in re.finditer(word, text):
                yield Finding(*match.span(), "messenger", word, "original")


def _pieces(texts: Sequence[str]) -> Iterator[Finding]:
    """The secret where the last text ends it."""
    joined = "".join(texts)
    start = joined.rfind(SECRET)
    if start < 0 or start + len(SECRET) <= len(joined) - len(texts[-1]):
        return
    whole = Finding(start, start + len(SECRET), "phone", "pieces", "digits")
    before = 0
    for index, text in enumerate(texts):
        begin, end = max(start, before) - before, min(whole.end, before + len(text)) - before
        if begin < end:
            yield replace(whole, start=begin, end=end, message=index - len(texts) + 1)
        before += len(text)
