"""What is known about the conversation that a text belongs to."""

from dataclasses import dataclass
from typing import Literal, get_args

Stage = Literal["before_purchase", "after_payment", "during_delivery", "after_delivery", "support"]
"""Where the two parties stand with their deal."""
Side = Literal["buyer", "seller", "staff"]
"""Who wrote the text."""
STAGES: tuple[Stage, ...] = get_args(Stage)
SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything has a default: the strictest stage, and nothing known of the parties.

    regions: ISO 3166-1 alpha-2 codes of both parties, for telephone numbers.
    own_hosts: the marketplace's own hosts; their subdomains are its own too.
    lang: BCP 47 tag of the writer.
    """

    stage: Stage = "before_purchase"
    side: Side = "buyer"
    regions: tuple[str, ...] = ()
    own_hosts: tuple[str, ...] = ()
    lang: str | None = None


UNKNOWN = Context()
