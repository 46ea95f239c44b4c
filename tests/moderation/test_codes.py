"""What codes in pictures are for, told by what they hold."""

import pytest

from moderation import Context, Moderation, Overrides, Part

KNOWN = Context(regions=("ES",), own_hosts=("shop.example",))

CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Doe;Jo\nEND:VCARD"
PIX = (
    "00020126360014BR.GOV.BCB.PIX0114+55119999999995204000053039865802BR5903Ana6006Recife"
    "62070503***6304A1B2"
)
EPC = "BCD\n002\n1\nSCT\n\nJo Doe\nDE75512108001245126199\nEUR12.30\n\n\nLamp"
SWISS = "SPC\r\n0200\r\n1\r\nCH4431999123000889012\r\nK\r\nJo Doe"
WALLET = "bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W?amount=0.1"


def found(content: str, symbology: str = "QRCode", context: Context = KNOWN) -> list[str]:
    verdict = Moderation().check_picture([Part("code", content, symbology)], context)
    return [finding.rule for finding in verdict.findings]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("https://wa.me/34612345678", "link.contact"),
        ("HTTPS://T.ME/JOEDOE", "link.contact"),
        ("https://line.me/ti/p/abc", "link.contact"),
        ("https://u.wechat.com/kJ7dQ", "link.url"),
        ("https://elsewhere.example/item/1", "link.url"),
        ("whatsapp://send?phone=34612345678", "messenger.whatsapp"),
        ("weixin://dl/business/?t=abc", "messenger.wechat"),
        ("xmpp:jo", "messenger.code"),
        ("tg://resolve?domain=joe", "messenger.code"),
        ("instagram://user?username=joe", "social.instagram"),
        ("fb://profile/100", "social.code"),
        ("tel:112", "phone.code"),
        ("SMSTO:112:hello", "phone.code"),
        ("mailto:jo", "email.code"),
        ("MATMSG:TO:jo;SUB:lamp;BODY:hi;;", "email.code"),
        (CARD, "handle.card"),
        ("MECARD:N:Doe,Jo;;", "handle.card"),
        ("WIFI:T:WPA;S:cafe;P:secret;;", "link.wifi"),
        (PIX, "payment.code"),
        (EPC, "payment.iban"),
        (SWISS, "payment.iban"),
        (WALLET, "payment.wallet"),
        ("bitcoin:here", "payment.crypto"),
        ("lnurl:here", "payment.code"),
        ("upi://pay?pa=jo@bank&pn=Jo&am=10", "payment.mobile_payment"),
        ("wxp://f2f0abcdef", "payment.code"),
        ("SPD*1.0*ACC:CZ65*AM:450.00*CC:CZK", "payment.code"),
        ("some-app://open/me", "link.code"),
        ("Write me on telegram: joedoe", "messenger.telegram"),
    ],
)
def test_what_leads_elsewhere_is_objected_to(content: str, rule: str) -> None:
    assert rule in found(content)


@pytest.mark.parametrize(
    ("content", "symbology"),
    [
        ("4006381333931", "EAN13"),
        ("012345678905", "UPCA"),
        ("34612345678", "Code128"),
        ("1Z999AA10123456784", "Code128"),
        ("(01)09501101530003(17)150119", "DataBarExpanded"),
        ("https://shop.example/item/612345678", "QRCode"),
        ("HTTPS://WWW.SHOP.EXAMPLE/ITEM/1", "QRCode"),
        ("www.shop.example/item/1", "QRCode"),
        ("geo:40.4,-3.7", "QRCode"),
        ("LOT:A23 EXP:2027-01", "DataMatrix"),
        ("Oak lamp, brass foot", "QRCode"),
    ],
)
def test_what_is_harmless_passes(content: str, symbology: str) -> None:
    assert found(content, symbology) == []


@pytest.mark.parametrize(
    "content",
    [
        "https://shop.example@evil.example/",
        "https://evil.example\\@shop.example/",
        "https://shop.example.evil.example/",
        "https://evil.example/?from=shop.example",
        "https://shop.example\n.evil.example/",
        "https://[shop.example",
        "javascript:location='//evil.example'//shop.example",
    ],
)
def test_what_only_looks_like_the_marketplaces_own_is_not(content: str) -> None:
    assert found(content) != []


def test_a_barcode_that_says_more_than_a_number_is_read() -> None:
    assert "link.contact" in found("wa.me/34612345678", "Code128")
    assert "phone.international" in found("+34 612 345 678", "Code128")
    assert "phone.national" in found("CALL 612 345 678", "Code128")


def test_the_digits_of_a_payment_are_no_telephone_number() -> None:
    assert found(PIX) == ["payment.code"]


def test_a_card_is_told_with_what_stands_on_it() -> None:
    card = CARD.replace("END", "TEL:+34612345678\nEMAIL:jo@mail.com\nEND")
    assert set(found(card)) == {"phone.international", "email.plain", "handle.card"}


def test_what_is_only_likely_is_for_staff() -> None:
    verdict = Moderation().check_picture([Part("code", "WIFI:S:cafe;;", "QRCode")])
    assert (verdict.action, verdict.findings[0].certainty) == ("review", "likely")


def test_of_many_codes_no_more_is_read_than_of_a_long_text() -> None:
    many = [Part("code", "telegram " * 300, "QRCode") for _ in range(50)]
    verdict = Moderation().check_picture([*many, Part("code", "tel:112", "QRCode")])
    assert verdict.action == "block"
    assert len(verdict.findings) == 50
    quiet = [Part("code", "brass lamp " * 250, "QRCode") for _ in range(4)]
    verdict = Moderation().check_picture(quiet)
    assert (verdict.action, [one.rule for one in verdict.findings]) == (
        "review",
        ["solicitation.unread", "solicitation.unread"],
    )


def test_policy_and_modes_hold_for_pictures_too() -> None:
    parts = [Part("text", "a lamp"), Part("code", "tel:112", "QRCode"), Part("banned")]
    strict = Moderation().check_picture(parts)
    assert strict.action == "block"
    assert [(one.rule, one.message) for one in strict.findings] == [
        ("phone.code", 1),
        ("picture.banned", 2),
    ]
    modes = Moderation(Overrides(modes={"phone.code": "log_only", "picture.banned": "off"}))
    tried = modes.check_picture(parts)
    assert (tried.action, [one.rule for one in tried.shadow]) == ("allow", ["phone.code"])
    courier = Context(stage="during_delivery", side="buyer")
    assert Moderation().check_picture(parts[:2], courier).action == "review"
