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


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Rules(0, Moderation()))


def test_a_number_over_two_lines_has_a_box_around_both(engine: Engine) -> None:
    judgement = engine.judge_picture(Seen(spots=NUMBER), BUYER)
    assert judgement.action == "block"
    assert "teléfono" in judgement.hint
    [finding] = [one for one in judgement.findings if one.category == "phone"]
    assert finding.spot
    assert finding.spot.text[finding.start : finding.end] == "612 34\n56 78"
    assert astuple(finding.spot.box) == pytest.approx((0.1, 0.2, 0.5, 0.2))


def test_each_finding_has_the_place_of_its_own_part(engine: Engine) -> None:
    code = Spot("code", BOTTOM, "https://wa.me/34612345678", "QRCode")
    seen = Seen("write me on telegram", (code,), banned=True)
    found = engine.judge_picture(seen, BUYER).findings
    assert [(one.rule, one.spot.kind if one.spot else None) for one in found] == [
        ("messenger.telegram", None),
        ("link.contact", "code"),
        ("picture.banned", "likeness"),
    ]
    assert {one.message for one in found} == {0}


def test_nothing_in_it_is_allowed(engine: Engine) -> None:
    harmless = Spot("words", TOP, "Made in Spain", "reader")
    assert engine.judge_picture(Seen("my lamp", (harmless,)), BUYER).action == "allow"
    assert engine.judge_picture(Seen(), BUYER).action == "allow"


def test_the_policy_in_force_says_what_is_done() -> None:
    changes = {"default": {"picture": "review", "on_review": "hold"}}
    engine = Engine(Rules(1, Moderation(Overrides(policy=changes))))
    judgement = engine.judge_picture(Seen(banned=True), BUYER)
    assert (judgement.action, judgement.hold) == ("review", True)
    assert judgement.hint == "Esta imagen no se puede enviar aquí."


def test_a_hint_can_be_had_again_from_what_was_found(engine: Engine) -> None:
    judgement = engine.judge_picture(Seen(banned=True), BUYER)
    assert engine.hint(judgement.findings, "es") == judgement.hint
