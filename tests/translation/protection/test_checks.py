"""What is refused."""

import pytest
from hypothesis import given

from tests.translation.protection.examples import texts
from translation.protection import Lost, check, mask

BEFORE = "Mi pedido \ue000 de 2 lámparas y 12 sillas, talla \ue001"


@pytest.mark.parametrize(
    "after",
    [
        "My order \ue000 for 2 lamps and 12 chairs, size \ue001",
        "Size \ue001: my order \ue000 for 12 chairs and 2 lamps.",
        "طلبي \ue000 من ٢ مصابيح و ١٢ كراسي مقاس \ue001",
        "我的订单\ue000：2盏灯和12把椅子，\ue001码",
    ],
)
def test_what_has_everything_passes(after: str) -> None:
    check(BEFORE, after)


@pytest.mark.parametrize(
    ("after", "why"),
    [
        ("My order for 2 lamps and 12 chairs, size \ue001", "placeholder"),
        ("My order \ue000 for 2 lamps and 12 chairs, size \ue001 \ue001", "placeholder"),
        ("My order \ue000 for 2 lamps and 12 chairs, size \ue001 \ue002", "placeholder"),
        ("My order \ue000 for lamps and 12 chairs, size \ue001", "number"),
        ("My order \ue000 for 2 lamps and 21 chairs, size \ue001", "number"),
        ("My order \ue000 for 2 lamps and 12 chairs 2, size \ue001", "number"),
        ("My order \ue000 for 2 lamps and 12 chairs, size \ue001" + " and so on" * 40, "longer"),
        ("My <b>order</b> \ue000 for 2 lamps and 12 chairs, size \ue001", "mark-up"),
        ("My order &nbsp;\ue000&nbsp; for 2 and 12, size \ue001", "mark-up"),
        ("My order &quot;\ue000&quot; for 2 and 12, size \ue001", "mark-up"),
        ("My order \ue000 for 2\nlamps and 12 chairs, size \ue001", "line"),
        ("My order \ue000 for 2\u2028lamps and 12 chairs, size \ue001", "line"),
        ("My order \ue000 for 2 and 12, size \ue001 https://evil.example", "address"),
        ("My order \ue000 for 2 and 12, size \ue001 WWW.evil.example", "address"),
        ("Me@evil.example: order \ue000 for 2 and 12, size \ue001", "address"),
        ("\u202eMy order \ue000 for 2 and 12, size \ue001", "upset"),
        ("My order \u2066\ue000 for 2 and 12, size \ue001", "upset"),
        ("My o" + "\u0301" * 9 + "rder \ue000 for 2 and 12, size \ue001", "upset"),
        ("My order order order order \ue000 for 2 and 12 \ue001", "again"),
    ],
)
def test_each_loss_is_refused(after: str, why: str) -> None:
    with pytest.raises(Lost, match=why):
        check(BEFORE, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Can you do it if I buy two?", "2つ買ったらできますか？"),
        ("Tardó tres semanas", "It took 3 weeks"),
        ("Es dauert 2 Wochen", "It takes two weeks"),
        ("我要2个", "I want two"),
        ("I want 2 of 3", "我要三个里的两个"),
    ],
)
def test_small_numbers_may_become_words_and_back(before: str, after: str) -> None:
    check(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It took three weeks", "Tardó 2 semanas"),
        ("I want 2 and 2", "Quiero dos"),
        ("Quiero 3 y dos", "三星两个"),
        ("I want two hundred", "Quiero 200"),
    ],
)
def test_other_numbers_may_not(before: str, after: str) -> None:
    with pytest.raises(Lost, match="number"):
        check(before, after)


def test_next_to_nothing_is_no_translation() -> None:
    for after in ("", " ", "."):
        with pytest.raises(Lost):
            check("¿Cuándo llega mi pedido, por favor?", after)
    check("¿Cuándo llega mi pedido?", "何时到？")


@given(texts)
def test_a_text_keeps_what_it_has(text: str) -> None:
    masked = mask(text)
    check(masked.text, masked.text)
    if masked.values:
        with pytest.raises(Lost):
            check(masked.text, masked.text[:-1].replace("\ue000", "") + "\ue000\ue000")
