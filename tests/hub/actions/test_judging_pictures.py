"""The rules in use, asked about what was sighted in a picture."""

from dataclasses import astuple

import pytest

from hub.actions.engine import Engine, Rules
from hub.domain.findings import Box, Setting, Spot
from hub.domain.pictures import Seen
from moderation import Moderation, Overrides

BUYER = Setting("before_purchase", "buyer", ("ES",), "es")
TOP, BOTTOM = Box(0.1, 0.2, 0.5, 0.1), Box(0.1, 0.3, 0.3, 0.1)
NUMBER = (Spot("words", TOP, "llámame 612 34", "reader"), Spot("words", BOTTOM, "56 78", "reader"))
CODE = Spot("code", BOTTOM, "https://wa.me/34612345678", "QRCode")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Rules(0, Moderation()))


def test_a_number_over_two_lines_has_a_box_around_both(engine: Engine) -> None:
    judgement = engine.judge_picture(Seen(spots=NUMBER), BUYER)
    assert judgement.action == "block"
    assert judgement.hint.startswith("Recorta las palabras marcadas")
    [finding] = [one for one in judgement.findings if one.category == "phone"]
    assert finding.spot
    assert finding.spot.text[finding.start : finding.end] == "612 34\n56 78"
    assert astuple(finding.spot.box) == pytest.approx((0.1, 0.2, 0.5, 0.2))


def test_each_finding_has_the_place_of_its_own_part(engine: Engine) -> None:
    seen = Seen("write me on telegram", (CODE,), banned=True)
    found = engine.judge_picture(seen, BUYER).findings
    assert [(one.rule, one.spot.kind if one.spot else None) for one in found] == [
        ("messenger.telegram", None),
        ("link.contact", "code"),
        ("picture.banned", "likeness"),
    ]
    assert {one.message for one in found} == {0}


def test_words_that_may_be_more_are_for_staff(engine: Engine) -> None:
    harmless = Spot("words", TOP, "Made in Spain", "reader")
    judgement = engine.judge_picture(Seen(spots=(harmless,), unread=True), BUYER)
    [finding] = judgement.findings
    assert (judgement.action, finding.rule) == ("review", "solicitation.unread")
    assert finding.spot
    assert (finding.spot.kind, finding.spot.text) == ("words", harmless.text)
    assert engine.judge_picture(Seen(spots=NUMBER, unread=True), BUYER).action == "block"


def test_nothing_in_it_is_allowed(engine: Engine) -> None:
    harmless = Spot("words", TOP, "Made in Spain", "reader")
    assert engine.judge_picture(Seen("my lamp", (harmless,)), BUYER).action == "allow"
    assert engine.judge_picture(Seen(), BUYER).action == "allow"


def test_the_policy_in_force_says_what_is_done() -> None:
    changes = {"default": {"picture": "review", "on_review": "hold"}}
    engine = Engine(Rules(1, Moderation(Overrides(policy=changes))))
    judgement = engine.judge_picture(Seen(banned=True), BUYER)
    assert (judgement.action, judgement.hold) == ("review", True)
    assert judgement.hint.startswith("Esta imagen se parece a una")


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (Seen(spots=(CODE,)), "Recorta el código marcado"),
        (Seen(spots=NUMBER), "Recorta las palabras marcadas"),
        (Seen(spots=(CODE, *NUMBER)), "Recorta lo marcado"),
        (Seen("llámame 612 34 56 78", (CODE,)), "Recorta lo marcado"),
        (Seen("llámame 612 34 56 78"), "Quita el número de teléfono"),
        (Seen(spots=(CODE,), banned=True), "Esta imagen se parece a una"),
    ],
)
def test_the_hint_says_what_to_do_with_the_picture(engine: Engine, seen: Seen, told: str) -> None:
    judgement = engine.judge_picture(seen, BUYER)
    assert judgement.hint.startswith(told)
    # Also when it is uploaded again, from what was kept of it.
    assert engine.hint(judgement.findings, "es") == judgement.hint
