"""Every picture the demo refers to exists, and is a drawing that can do nothing but be seen."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from hub.demo.data import marketplace

ROOT = Path(__file__).parents[2]
PICTURES = sorted((ROOT / "static" / "demo").rglob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = {
    *("svg", "defs", "g", "use", "clipPath", "pattern", "filter"),
    *("path", "rect", "circle", "ellipse"),
    *("linearGradient", "radialGradient", "stop"),
    *("feGaussianBlur", "feTurbulence", "feDisplacementMap"),
}


def referenced() -> set[str | None]:
    market = marketplace()
    return {
        *(product.image_url for product in market.products.values()),
        *(shop.logo_url for shop in market.shops.values()),
        *(persona.user.avatar_url for persona in market.people.values()),
    }


def test_what_is_referred_to_and_what_is_there_are_the_same() -> None:
    assert referenced() == {f"/{picture.relative_to(ROOT)}" for picture in PICTURES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: f"{picture.stem}")
def test_a_picture_is_nothing_but_shapes(picture: Path) -> None:
    for element in ET.parse(picture).iter():  # noqa: S314 - our own files
        assert element.tag.removeprefix(SVG) in DRAWING
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name != "style"
            assert not name.endswith("href") or value.startswith("#")
            assert re.fullmatch(r"url\(#\w+\)", value) or "url(" not in value


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: f"{picture.stem}")
def test_a_picture_has_its_own_size(picture: Path) -> None:
    drawing = ET.parse(picture).getroot()  # noqa: S314 - our own files
    size = (drawing.attrib["width"], drawing.attrib["height"])
    assert size == (("800", "600") if picture.parent.name == "products" else ("200", "200"))
    assert drawing.attrib["viewBox"] == f"0 0 {size[0]} {size[1]}"
