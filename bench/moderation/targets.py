"""What the moderation is to reach, and which classes of messages each target is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from bench.moderation.counting import Judged, Tally, tally
from bench.table import Goal, at_least, at_most


@dataclass(frozen=True)
class Target:
    """A bound on the percent of messages of some classes (patterns) that do not simply pass."""

    label: str
    goal: Goal
    classes: tuple[str, ...]

    def of(self, judged: Iterable[Judged]) -> Tally:
        """The messages it is about."""
        return tally(
            judgement
            for case, judgement in judged
            if any(fnmatchcase(case.kind, pattern) for pattern in self.classes)
        )


RECALL = (
    Target("names plain, zero-width", at_least(99), ("p_name_plain", "p_name_zero_width")),
    Target(
        "names homoglyph, leet, spacing, repeats",
        at_least(97),
        ("p_name_homoglyph", "p_name_leet", "p_name_spacing_punct", "p_name_repeat_diacritic"),
    ),
    Target("names misspelt", at_least(93), ("p_name_misspell",)),
    Target(
        "phone plain, spaced, unicode",
        at_least(97),
        ("p_phone_plain", "p_phone_spaced_punct", "p_phone_unicode_digits"),
    ),
    Target("phone in words", at_least(92), ("p_phone_words",)),
    Target("e-mail and URL", at_least(97), ("p_email_*", "p_url_link")),
    Target("payment", at_least(93), ("p_payment_outside",)),
    Target("ids and handles", at_least(92), ("p_id_only", "p_handle")),
    Target("euphemism and solicitation", at_least(80), ("p_euphemism", "p_solicit_*")),
    Target("phone disguised", at_least(70), ("p_phone_disguised",)),
    Target("split sequences", at_least(90), ("s_split_*",)),
)
FALSE_POSITIVES = (
    Target("benign real text", at_most(0.3), ("benign_*",)),
    Target("hard negatives", at_most(2), ("n_*",)),
    Target(
        "order, specification, price",
        at_most(1),
        ("n_order_tracking", "n_specs_part_numbers", "n_prices_qty_sizes"),
    ),
    Target("brand-like products", at_most(4), ("n_brandlike_products",)),
    Target("benign sequences", at_most(2), ("s_normal",)),
)

P50_US = at_most(100)
P99_US = at_most(1_000)
WORST_US = at_most(5_000)
MEMORY_MB = at_most(60)
IMPORT_S = at_most(0.5)
