"""The moderation in use, which staff may change while people send."""

from dataclasses import dataclass

from moderation import Moderation


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of the rules, compiled; 0 is the built-in ones."""

    version: int
    moderation: Moderation


class Engine:
    """Who judges takes `rules` once and uses them to the end; a change is for the next one."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def take(self, rules: Rules) -> bool:
        """Use these from now on, unless newer ones are in use already; whether they are new."""
        newer = rules.version > self.rules.version
        if newer:
            self.rules = rules
        return newer
