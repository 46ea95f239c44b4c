"""The demo's own HTTP, against a running hub."""

import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hub.app import running
from hub.config import Settings
from hub.demo.data import marketplace
from hub.domain.marketplace import OrderStatus
from hub.errors import ConfigurationError
from tests.support.running import RunningHub
from tests.support.service import Reply

Json = Any
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


async def sign_in(demo: RunningHub, persona: str) -> Json:
    reply = await demo.http(None).post("/demo/sign-in", {"persona": persona})
    assert reply.status == 200
    return reply.json


async def call_as(demo: RunningHub, persona: str, method: str, path: str, **options: Json) -> Reply:
    token = (await sign_in(demo, persona))["token"]
    headers = {"Authorization": f"Bearer {token}"}
    return await demo.http(None).call(method, path, headers=headers, **options)


async def test_everybody_can_be_signed_in_as_and_is_greeted_by_name(demo: RunningHub) -> None:
    personas = (await demo.http(None).get("/demo/personas")).json["personas"]
    assert [one["id"] for one in personas] == list(marketplace().people)
    for one in personas:
        signed_in = await sign_in(demo, one["id"])
        wire = await demo.connect(signed_in["token"])
        assert wire.session["user"] == signed_in["user"]
        assert (one["name"], one["role"]) == (wire.session["user"]["name"], wire.session["side"])
        assert wire.session["unread_total"] > 0


async def test_a_persona_says_where_they_work(demo: RunningHub) -> None:
    personas = (await demo.http(None).get("/demo/personas")).json["personas"]
    by_id = {one["id"]: one for one in personas}
    assert by_id["marta"]["shop"] == {"id": "olivo", "name": "Taller Olivo"}
    assert by_id["ana"]["shop"] is None
    assert by_id["ana"]["avatar_url"] == "/static/demo/people/ana.svg"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"persona": "nobody"}, 404),
        ({"persona": {"$ne": None}}, 400),
        ({"persona": "ana", "role": "staff"}, 400),
        ({}, 400),
        ([], 400),
        (None, 400),
    ],
)
async def test_nobody_else_can_be_signed_in_as(demo: RunningHub, body: Json, status: int) -> None:
    reply = await demo.http(None).post("/demo/sign-in", body)
    assert reply.status == status
    assert reply.code == ("not_found" if status == 404 else "invalid")


async def test_products_are_listed_with_their_shop_and_picture(demo: RunningHub) -> None:
    products = (await demo.http(None).get("/demo/products")).json["products"]
    own = [one for one in products if one["id"] in marketplace().products]
    assert [one["id"] for one in own] == list(marketplace().products)
    for product in own:
        picture = await demo.http(None).get(product["image_url"])
        assert (picture.status, picture.headers["Content-Type"]) == (200, "image/svg+xml")
        one = (await demo.http(None).get(f"/demo/products/{product['id']}")).json["product"]
        assert one == product
    mug = next(one for one in products if one["id"] == "taza-mar")
    assert mug["price"] == {"amount": "18.90", "currency": "EUR"}
    assert mug["shop"]["logo_url"] == "/static/demo/shops/olivo.svg"


async def test_what_the_back_end_adds_is_on_sale_as_well(demo: RunningHub) -> None:
    price = {"amount": "12.00", "currency": "CAD"}
    kite = {"shop": "nord", "title": "Kite", "url": "/kite", "price": price}
    await demo.service.record("product", "kite", kite)
    products = (await demo.http(None).get("/demo/products")).json["products"]
    assert products[-1]["id"] == "kite"
    assert products[-1]["description"] == ""


async def test_an_unknown_product_is_not_found(demo: RunningHub) -> None:
    reply = await demo.http(None).get("/demo/products/moon")
    assert (reply.status, reply.code) == (404, "not_found")


@pytest.mark.parametrize("persona", ["ana", "james", "claire", "lin-mei", "jonas"])
async def test_a_buyer_sees_their_own_orders_the_newest_first(
    demo: RunningHub, persona: str
) -> None:
    orders = (await call_as(demo, persona, "GET", "/demo/orders")).json["orders"]
    mine = {id for id, one in marketplace().orders.items() if one.order.buyer == persona}
    assert {order["id"] for order in orders} == mine
    placed = [order["placed_at"] for order in orders]
    assert placed == sorted(placed, reverse=True)
    assert all(TIME.fullmatch(at) for at in placed)


async def test_a_seller_sees_their_shops_orders_in_full(demo: RunningHub) -> None:
    orders = (await call_as(demo, "diego", "GET", "/demo/orders")).json["orders"]
    assert {order["shop"]["id"] for order in orders} == {"olivo"}
    mugs = next(order for order in orders if order["id"] == "order-1001")
    assert mugs["buyer"] == {"id": "james", "name": "James Whitfield"}
    assert mugs["total"] == {"amount": "72.30", "currency": "EUR"}
    assert mugs["tracking"] == {"carrier": "Correos", "number": "PQ4M2C0710088810"}
    assert mugs["items"][0] == {
        "product": "taza-mar",
        "title": "Taza de gres esmaltada «Mar», 350 ml",
        "image_url": "/static/demo/products/taza-mar.svg",
        "quantity": 2,
        "price": {"amount": "18.90", "currency": "EUR"},
    }


async def test_all_statuses_are_among_the_orders(demo: RunningHub) -> None:
    statuses = set()
    for persona in ("marta", "li-na", "owen"):
        orders = (await call_as(demo, persona, "GET", "/demo/orders")).json["orders"]
        statuses |= {order["status"] for order in orders}
    assert statuses == {status.value for status in OrderStatus}


async def test_orders_are_not_for_everybody(demo: RunningHub) -> None:
    assert (await demo.http(None).get("/demo/orders")).status == 401
    assert (await call_as(demo, "robin", "GET", "/demo/orders")).json == {"orders": []}


async def test_a_seller_moves_an_order_on_and_the_buyer_is_told(demo: RunningHub) -> None:
    jonas = await demo.connect((await sign_in(demo, "jonas"))["token"])
    tracking = {"carrier": "Purolator", "number": "335412908873"}
    moved = {"status": "shipped", "tracking": tracking}
    path = "/demo/orders/order-1005/status"
    order = (await call_as(demo, "owen", "POST", path, json=moved)).json["order"]
    assert (order["status"], order["tracking"]) == ("shipped", tracking)
    message = (await jonas.expect("message:new"))["message"]
    assert message["system"] == {"type": "order_status", **moved}


@pytest.mark.parametrize("persona", ["claire", "li-na", "robin"])
async def test_nobody_else_moves_an_order_on(demo: RunningHub, persona: str) -> None:
    before = (await call_as(demo, "claire", "GET", "/demo/orders")).json
    path = "/demo/orders/order-1004/status"
    reply = await call_as(demo, persona, "POST", path, json={"status": "delivered"})
    assert (reply.status, reply.code) == (404, "not_found")
    assert (await call_as(demo, "claire", "GET", "/demo/orders")).json == before


@pytest.mark.parametrize(
    "body",
    [
        {"status": "lost"},
        {"status": {"$ne": 1}},
        {"status": "shipped", "buyer": "ana"},
        {"status": "shipped", "tracking": {"carrier": "SEUR"}},
        {"status": "shipped", "tracking": {"carrier": "a", "number": "b", "url": "javascript:x"}},
        {},
    ],
)
async def test_a_move_of_another_shape_is_refused(demo: RunningHub, body: Json) -> None:
    reply = await call_as(demo, "diego", "POST", "/demo/orders/order-1004/status", json=body)
    assert (reply.status, reply.code) == (400, "invalid")


@pytest.mark.parametrize("path", ["/demo/personas", "/demo/products", "/demo/orders"])
async def test_outside_the_demo_there_is_nothing_of_it(empty_hub: RunningHub, path: str) -> None:
    assert (await empty_hub.http(None).get(path)).status == 404
    reply = await empty_hub.http(None).post("/demo/sign-in", {"persona": "ana"})
    assert reply.status == 404


async def test_the_demo_does_not_start_where_it_cannot_sign(
    settings: Settings, tmp_path: Path
) -> None:
    public = tmp_path / "public.pem"
    public.write_bytes(
        Ed25519PrivateKey.generate()
        .public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    changes = {"jwt_algorithms": ("EdDSA",), "jwt_public_key_file": public}
    with pytest.raises(ConfigurationError, match="HUB_JWT_ALGORITHMS"):
        async with running(settings.model_copy(update=changes), demo=True):
            pass
