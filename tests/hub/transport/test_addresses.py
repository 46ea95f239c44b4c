"""Where a request comes from, whatever it claims."""

import pytest
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from hub.transport.addresses import Addresses

PEER = "10.0.0.1"


def address(trusted: int, *forwarded: str) -> str:
    """The address found for a request from PEER with these X-Forwarded-For headers."""
    headers = CIMultiDict([("X-Forwarded-For", value) for value in forwarded])
    request = make_mocked_request("GET", "/", headers=headers).clone(remote=PEER)
    return Addresses(trusted).of(request)


@pytest.mark.parametrize("claimed", [(), ("1.2.3.4",), ("1.2.3.4, 5.6.7.8", "9.9.9.9")])
def test_without_proxies_a_claim_counts_nothing(claimed: tuple[str, ...]) -> None:
    assert address(0, *claimed) == PEER


def test_a_proxy_tells_whom_it_saw() -> None:
    assert address(1, "1.2.3.4") == "1.2.3.4"


def test_what_was_claimed_before_the_proxy_is_ignored() -> None:
    assert address(1, "6.6.6.6, 1.2.3.4") == "1.2.3.4"
    assert address(1, "6.6.6.6", "1.2.3.4") == "1.2.3.4"


def test_two_proxies() -> None:
    assert address(2, "6.6.6.6, 1.2.3.4, 172.16.0.9") == "1.2.3.4"


@pytest.mark.parametrize("claimed", [(), ("",), ("1.2.3.4",)])
def test_past_the_proxies_there_is_only_the_peer(claimed: tuple[str, ...]) -> None:
    assert address(2, *claimed) == PEER
