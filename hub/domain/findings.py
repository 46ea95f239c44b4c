"""What moderation says of a text, in the hub's own words: the hub keeps it long after the check."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["allow", "review", "block"]
Stage = Literal["before_purchase", "after_payment", "during_delivery", "after_delivery", "support"]
Certainty = Literal["sure", "likely"]
Writer = Literal["buyer", "seller", "staff"]
"""Who wrote it; people of the marketplace are held to rules of their own."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in a picture, as fractions (0 to 1) of its width and height, turned upright."""

    left: float
    top: float
    width: float
    height: float


WHOLE = Box(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a picture: a code, words, or all of it because of what it looks like.

    `text` is what was read there, and `detail` as what: "QRCode", or the name of the reader.
    """

    kind: Literal["code", "words", "likeness"]
    box: Box
    text: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that a rule objects to: half-open, in code points of the original text.

    `message` tells of which text: 0 is the one that was judged, -1 the sender's message before it,
    and so on. `seq` is the number of such an earlier message in its conversation. Of what was found
    in a picture the text is that of its `spot`.
    """

    start: int
    end: int
    category: str
    rule: str
    view: str
    certainty: Certainty = "sure"
    message: int = 0
    seq: int | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known about where a text is said.

    `regions` are ISO 3166-1 alpha-2, for phone numbers; `lang` is the writer's, BCP 47.
    """

    stage: Stage
    side: Writer
    regions: tuple[str, ...] = ()
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to become of a text and why; `hint` is a sentence for its writer."""

    action: Action
    findings: tuple[Finding, ...] = ()
    hint: str = ""
    hold: bool = False
    """Of what is to be reviewed: whether it waits for that."""

    @property
    def own_findings(self) -> tuple[Finding, ...]:
        """Those in the judged text itself."""
        return tuple(finding for finding in self.findings if finding.message == 0)
