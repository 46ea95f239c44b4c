"""A token to an identity. Algorithms and keys come from the configuration, never from the token."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
from pydantic import BaseModel, ConfigDict, ValidationError

from hub.domain.conversations import SUPPORT_DESK
from hub.domain.identity import Identity, Role
from hub.domain.marketplace import Id, Lang, Line
from hub.domain.messages import SYSTEM
from hub.errors import ConfigurationError, Unauthenticated

AUDIENCE = "hub"
MAX_TOKEN_BYTES = 8_192
MIN_SECRET_BYTES = 32
"""HS256 keys shorter than the hash are guessable (RFC 7518, section 3.2)."""
UNSAID = ""
"""The language of a token that names none."""
_ASYMMETRIC = frozenset({"EdDSA", "RS256", "ES256"})


class _Claims(BaseModel):
    """The claims that the hub reads; a marketplace may put more into its tokens."""

    model_config = ConfigDict(extra="ignore")

    sub: Id
    role: Role
    exp: float
    name: Line | None = None
    lang: Lang | None = None
    shop: Id | None = None


@dataclass(frozen=True, slots=True)
class Authenticator:
    """Verifies tokens. `keys` by key id; the empty id serves tokens that name none."""

    algorithms: tuple[str, ...]
    keys: Mapping[str, Any]

    def identity(self, token: object) -> Identity:
        """The caller that a token proves; raises Unauthenticated for anything else."""
        if not isinstance(token, str) or not token or len(token) > MAX_TOKEN_BYTES:
            raise Unauthenticated
        try:
            claims = _Claims.model_validate(self._verified(token))
            return _identity(claims)
        except (jwt.PyJWTError, ValidationError, ValueError, OverflowError):
            raise Unauthenticated from None

    def _verified(self, token: str) -> dict[str, Any]:
        named = jwt.get_unverified_header(token).get("kid", "")
        key = self.keys.get(named) or self.keys.get("")
        if key is None:
            raise Unauthenticated
        return jwt.decode(
            token,
            key,
            algorithms=list(self.algorithms),
            audience=AUDIENCE,
            # When it was issued proves nothing, and the issuer's clock may be a moment ahead.
            options={"require": ["exp", "sub", "aud"], "verify_iat": False},
        )


def authenticator(
    algorithms: tuple[str, ...],
    *,
    secret: str = "",
    public_key_file: Path | None = None,
    jwks_file: Path | None = None,
) -> Authenticator:
    """Raises ConfigurationError for algorithms without a usable key."""
    if algorithms == ("HS256",):
        return Authenticator(algorithms, {"": checked_secret(secret)})
    if not algorithms or not _ASYMMETRIC.issuperset(algorithms):
        raise ConfigurationError(
            "HUB_JWT_ALGORITHMS: give HS256 alone, or some of EdDSA, RS256, ES256"
        )
    if jwks_file is not None:
        return Authenticator(algorithms, _jwks(jwks_file))
    if public_key_file is not None:
        return Authenticator(algorithms, {"": _public_key(public_key_file, algorithms)})
    raise ConfigurationError("Set HUB_JWT_PUBLIC_KEY_FILE or HUB_JWT_JWKS_FILE")


def checked_secret(secret: str) -> str:
    """The secret if it is long enough; else ConfigurationError."""
    if len(secret.encode()) < MIN_SECRET_BYTES:
        raise ConfigurationError(
            f"HUB_JWT_SECRET: needs at least {MIN_SECRET_BYTES} bytes; "
            "make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
        )
    return secret


def issue_token(
    secret: str,
    *,
    sub: str,
    role: Role,
    name: str | None = None,
    shop: str | None = None,
    lang: str | None = None,
    lifetime: timedelta = timedelta(hours=12),
) -> str:
    """A token signed with the shared secret, for the demo, tests and the command line."""
    claims = {"sub": sub, "role": role.value, "name": name, "shop": shop, "lang": lang}
    given = {name: value for name, value in claims.items() if value is not None}
    expires = datetime.now(UTC) + lifetime
    return jwt.encode({**given, "aud": AUDIENCE, "exp": expires}, secret, algorithm="HS256")


def _identity(claims: _Claims) -> Identity:
    if (claims.role is Role.SELLER) != (claims.shop is not None):
        raise Unauthenticated
    if claims.shop == SUPPORT_DESK or claims.sub == SYSTEM:
        raise Unauthenticated  # names that the hub keeps for staff and for itself
    return Identity(
        user=claims.sub,
        role=claims.role,
        name=claims.name or claims.sub,
        lang=claims.lang or UNSAID,
        expires_at=datetime.fromtimestamp(claims.exp, UTC),
        shop=claims.shop,
    )


def _public_key(path: Path, algorithms: tuple[str, ...]) -> str:
    pem = _read(path)
    if not any(_fits(name, pem) for name in algorithms):
        raise ConfigurationError(
            f"HUB_JWT_PUBLIC_KEY_FILE: {path} holds no public key for {' or '.join(algorithms)}"
        )
    return pem


def _fits(algorithm: str, pem: str) -> bool:
    try:
        jwt.get_algorithm_by_name(algorithm).prepare_key(pem)
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    return True


def _jwks(path: Path) -> dict[str, Any]:
    try:
        keys = jwt.PyJWKSet.from_dict(dict(json.loads(_read(path)))).keys
    except (ValueError, TypeError, jwt.PyJWTError) as error:
        raise ConfigurationError(f"HUB_JWT_JWKS_FILE: {path} is not a key set") from error
    return {key.key_id or "": key for key in keys}


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error
