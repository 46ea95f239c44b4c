"""Policy, a marketplace's own terms and modes, the catalogue and the command line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from moderation import (
    BadOverrides,
    Context,
    Moderation,
    Overrides,
    Term,
    Verdict,
    catalogue,
    check,
    hint,
)
from moderation.catalogue import as_markdown

PAGE = Path(__file__).parents[2] / "docs" / "moderation-rules.md"
TERM = {"id": "acme", "term": "Acme Chat", "category": "messenger"}


def test_a_term_of_the_marketplaces_own_is_found_in_disguise_too() -> None:
    own = Moderation(Overrides.parse({"terms": [TERM]}))
    for text in ("find me on acme chat", "4cm3 ch4t!", "a c m e c h a t"):
        assert [finding.rule for finding in own.check(text).findings] == ["custom.acme"], text
    assert check("find me on acme chat").action == "allow"


def test_a_rule_can_be_tried_out_and_switched_off() -> None:
    text = "write me on telegram"
    tried = Moderation(Overrides(modes={"messenger.telegram": "log_only"})).check(text)
    assert tried.action == "allow"
    assert [finding.rule for finding in tried.shadow] == ["messenger.telegram"]
    assert Moderation(Overrides(modes={"messenger.telegram": "off"})).check(text) == Verdict(
        "allow"
    )


def test_policy_is_laid_over_the_built_in_one() -> None:
    changed = Moderation(
        Overrides(
            policy={
                "default": {"on_review": "hold"},
                "stage": {"after_payment": {"link": "review", "seller": {"link": "allow"}}},
                "strikes": {"suspend_at": 9},
            }
        )
    )
    text = "see www.uhren-billig.de"
    assert changed.check(text).action == "block"
    assert changed.check(text, Context(stage="after_payment")).action == "review"
    assert changed.check(text, Context(stage="after_payment", side="seller")).action == "allow"
    assert changed.policy.on_review(Context()) == "hold"
    assert (changed.policy.strikes.suspend_at, changed.policy.strikes.cool_down_at) == (9, 3)
    assert Moderation(Overrides(policy=changed.policy.dump())).policy.data == changed.policy.data


@pytest.mark.parametrize(
    "bad",
    [
        {"unknown": 1},
        {"terms": [{"id": "x"}]},
        {"terms": 5},
        {"terms": [5]},
        {"modes": ["abc"]},
        {"policy": 5},
        {"policy": {"default": 5}},
        {"terms": [TERM | {"colour": "red"}]},
        {"terms": [TERM | {"id": "No Good"}]},
        {"terms": [TERM | {"term": "a"}]},
        {"terms": [TERM | {"term": "\u200b\u200b\u200b"}]},
        {"terms": [TERM | {"term": "x" * 81}]},
        {"terms": [TERM | {"category": "weather"}]},
        {"terms": [TERM | {"strength": "very"}]},
        {"terms": [TERM, TERM]},
        {"modes": {"messenger.telegram": "sometimes"}},
        {"modes": {"$where": "off"}},
        {"policy": {"stage": {"never": {}}}},
        {"policy": {"default": {"phone": "explode"}}},
        {"policy": {"strikes": {"suspend_at": -1}}},
        {"policy": {"strikes": {"suspend_at": True}}},
        {"policy": {"strikes": {"half_life_days": 1e-300}}},
        {"policy": {"strikes": {"suspend_hours": float("nan")}}},
        {"policy": {"stage": {"support": "allow"}}},
    ],
)
def test_overrides_that_cannot_be_used_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(BadOverrides):
        Overrides.parse(bad)


def test_overrides_survive_json() -> None:
    overrides = Overrides((Term("a", "acme"),), {"phone.national": "off"}, {"default": {}})
    assert Overrides.parse(json.loads(json.dumps(overrides.dump()))) == overrides


def test_a_text_is_searched_for_terms_literally() -> None:
    own = Moderation(Overrides((Term("odd", "(a+)+$"),)))
    assert own.check("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!").action == "allow"


@pytest.mark.parametrize("lang", ["en", "es", "fr", "zh", "pt", "it", "de", "ru", "ar", "ja", "tr"])
def test_a_hint_in_the_senders_language(lang: str) -> None:
    told = {hint(check(text), lang) for text in ("me@mail.com", "paypal me", "add me on viber")}
    assert len(told) == 3
    assert "" not in told
    assert (hint(check("paypal me"), lang) == hint(check("paypal me"), "en")) == (lang == "en")


@pytest.mark.parametrize("lang", ["en", "es", "fr", "zh", "pt", "it", "de", "ru", "ar", "ja", "tr"])
def test_a_hint_for_each_matter_of_a_picture(lang: str) -> None:
    found = check("me@mail.com")
    told = {hint(found, lang, [part]) for part in ("text", "words", "code", "banned")}
    assert len(told) == 4


def test_no_hint_for_what_may_pass() -> None:
    assert hint(check("Is it in stock?"), "en") == ""
    assert hint(check("paypal me"), "xx") == hint(check("paypal me"), None)


def test_every_finding_belongs_to_a_rule_of_the_catalogue() -> None:
    known = {rule.id: rule.category for rule in catalogue()}
    for text in ("wa.me/1", "a@b.com", "bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh", "add jo#1234"):
        for finding in check(text).findings:
            assert known[finding.rule] == finding.category


def test_the_page_of_rules_is_current() -> None:
    assert PAGE.read_text("utf-8") == as_markdown(), (
        "run: python -m moderation --rules > docs/moderation-rules.md"
    )


def run(*arguments: str, lines: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "moderation", *arguments]
    return subprocess.run(command, input=lines, capture_output=True, text=True, check=False)


def test_the_command_line() -> None:
    asked = [
        {"text": "call 415 555 0142"},
        {"messages": ["biz", "um"]},
        {"text": "https://shop.mymarket.example/item/8812345"},
    ]
    lines = "".join(json.dumps(line) + "\n" for line in asked)
    done = run("--jsonl", "--own-host", "mymarket.example", "--region", "US", lines=lines)
    phone, split, own = (json.loads(line) for line in done.stdout.splitlines())
    assert phone == {
        "action": "block",
        "findings": [{"start": 5, "end": 17, "category": "phone", "rule": "phone.national"}],
    }
    assert split["action"] == "block"
    assert {finding["message"] for finding in split["findings"]} == {0, 1}
    assert own == {"action": "allow", "findings": []}
    assert done.returncode == 0


def test_a_line_that_is_no_question_does_not_end_the_others() -> None:
    done = run("--jsonl", lines='{"text": 1}\nnot json\n[]\n{"text": "hello"}\n')
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [set(answer) for answer in answers[1:]] == [{"error"}, {"error"}, {"action", "findings"}]
    assert done.returncode == 2
