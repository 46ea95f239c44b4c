"""Tokens of every kind that a deployment may choose, and the keys that they are checked with."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from hub.domain.identity import Role
from hub.errors import ConfigurationError, Unauthenticated
from hub.transport.auth import Authenticator, authenticator, issue_token
from tests.support.tokens import SECRET, token

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey

KEYS: dict[str, Key] = {
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "RS256": rsa.generate_private_key(public_exponent=65_537, key_size=2_048),
}
ALGORITHMS = pytest.mark.parametrize("algorithm", KEYS)


def private(key: Key) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public(key: Key) -> str:
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem.decode()


def jwk(algorithm: str, id: str, key: Key | None = None) -> dict[str, Any]:
    """A public key as a member of a key set."""
    described = jwt.get_algorithm_by_name(algorithm).to_jwk(
        (key or KEYS[algorithm]).public_key(), as_dict=True
    )
    return {**described, "kid": id, "alg": algorithm, "use": "sig"}


def signed(algorithm: str, **header: str) -> str:
    claims = {
        "sub": "wei",
        "role": "seller",
        "shop": "lamps",
        "name": "Wei",
        "lang": "zh-CN",
        "aud": "hub",
        "exp": datetime.now(UTC) + timedelta(minutes=5),
    }
    return jwt.encode(claims, private(KEYS[algorithm]), algorithm=algorithm, headers=header)


def by_key_set(folder: Path, *keys: dict[str, Any], algorithms: tuple[str, ...]) -> Authenticator:
    file = folder / "keys.json"
    file.write_text(json.dumps({"keys": keys}))
    return authenticator(algorithms, jwks_file=file)


@ALGORITHMS
def test_a_public_key_file(tmp_path: Path, algorithm: str) -> None:
    file = tmp_path / "public.pem"
    file.write_text(public(KEYS[algorithm]))
    who = authenticator((algorithm,), public_key_file=file).identity(signed(algorithm))
    assert (who.user, who.role, who.shop) == ("wei", Role.SELLER, "lamps")
    assert (who.name, who.lang) == ("Wei", "zh-CN")


@ALGORITHMS
def test_a_key_set(tmp_path: Path, algorithm: str) -> None:
    checked = by_key_set(tmp_path, jwk(algorithm, "k1"), algorithms=(algorithm,))
    assert checked.identity(signed(algorithm, kid="k1")).user == "wei"
    with pytest.raises(Unauthenticated):
        checked.identity(signed(algorithm, kid="k2"))


def test_a_set_of_keys_while_they_change(tmp_path: Path) -> None:
    keys = [jwk("RS256", "old"), jwk("ES256", "new")]
    checked = by_key_set(tmp_path, *keys, algorithms=("RS256", "ES256"))
    assert checked.identity(signed("RS256", kid="old")).user == "wei"
    assert checked.identity(signed("ES256", kid="new")).user == "wei"
    with pytest.raises(Unauthenticated):
        checked.identity(signed("ES256", kid="old"))


@pytest.mark.parametrize(
    ("trusted", "used"), [("RS256", "ES256"), ("ES256", "EdDSA"), ("EdDSA", "RS256")]
)
def test_another_algorithm_than_the_configured_is_refused(
    tmp_path: Path, trusted: str, used: str
) -> None:
    keys = [jwk(name, name) for name in KEYS]
    checked = by_key_set(tmp_path, *keys, algorithms=(trusted,))
    with pytest.raises(Unauthenticated):
        checked.identity(signed(used, kid=used))


def test_anothers_key_is_refused(tmp_path: Path) -> None:
    another = jwk("ES256", "k1", ec.generate_private_key(ec.SECP256R1()))
    checked = by_key_set(tmp_path, another, algorithms=("ES256",))
    with pytest.raises(Unauthenticated):
        checked.identity(signed("ES256", kid="k1"))


def test_a_shared_secret() -> None:
    who = authenticator(("HS256",), secret=SECRET).identity(token("ana", "buyer", lang="es"))
    assert (who.user, who.role, who.name, who.lang, who.shop) == (
        "ana",
        Role.BUYER,
        "ana",
        "es",
        None,
    )
    assert who.expires_at > datetime.now(UTC)


def test_claims_that_the_hub_does_not_know_are_a_marketplaces_own() -> None:
    extended = token("ana", "buyer", tenant="eu", scopes=["chat"])
    assert authenticator(("HS256",), secret=SECRET).identity(extended).user == "ana"


def test_an_issued_token_is_good_for_its_time() -> None:
    checked = authenticator(("HS256",), secret=SECRET)
    issued = issue_token(SECRET, sub="sam", role=Role.STAFF, lifetime=timedelta(minutes=1))
    left = checked.identity(issued).expires_at - datetime.now(UTC)
    assert timedelta(seconds=50) < left <= timedelta(minutes=1)
    late = issue_token(SECRET, sub="sam", role=Role.STAFF, lifetime=timedelta(seconds=-1))
    with pytest.raises(Unauthenticated):
        checked.identity(late)


@pytest.mark.parametrize(
    "algorithms", [(), ("none",), ("HS512",), ("HS256", "RS256"), ("RS256", "none")]
)
def test_algorithms_that_cannot_be_trusted_end_the_start(
    tmp_path: Path, algorithms: tuple[str, ...]
) -> None:
    file = tmp_path / "public.pem"
    file.write_text(public(KEYS["RS256"]))
    with pytest.raises(ConfigurationError, match="HUB_JWT_ALGORITHMS"):
        authenticator(algorithms, secret=SECRET, public_key_file=file)


@pytest.mark.parametrize("secret", ["", "short", "31 bytes of a secret are too few"[:31]])
def test_a_secret_that_can_be_guessed_ends_the_start(secret: str) -> None:
    with pytest.raises(ConfigurationError, match="HUB_JWT_SECRET"):
        authenticator(("HS256",), secret=secret)


def test_a_public_key_is_needed() -> None:
    with pytest.raises(ConfigurationError, match="HUB_JWT_PUBLIC_KEY_FILE"):
        authenticator(("RS256",), secret=SECRET)


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.pem"
    with pytest.raises(ConfigurationError, match=str(missing)):
        authenticator(("RS256",), public_key_file=missing)


@pytest.mark.parametrize(
    "content", ["", "{}", '{"keys": []}', '{"keys": [{"kty": "?"}]}', "[]", "7"]
)
def test_a_key_set_that_is_none_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys.json"
    file.write_text(content)
    with pytest.raises(ConfigurationError, match="HUB_JWT_JWKS_FILE"):
        authenticator(("RS256",), jwks_file=file)


@pytest.mark.parametrize("content", ["not a key", "", public(KEYS["ES256"])])
def test_a_key_file_without_a_fitting_key_ends_the_start(tmp_path: Path, content: str) -> None:
    file = tmp_path / "public.pem"
    file.write_text(content)
    with pytest.raises(ConfigurationError, match="HUB_JWT_PUBLIC_KEY_FILE"):
        authenticator(("RS256",), public_key_file=file)


def test_an_issuer_whose_clock_is_a_moment_ahead_is_believed() -> None:
    ahead = token("ana", "buyer", iat=time.time() + 5)
    assert authenticator(("HS256",), secret=SECRET).identity(ahead).user == "ana"
