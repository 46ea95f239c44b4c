"""Tokens as the marketplace would sign them."""

import time
from typing import Any

import jwt

SECRET = "a secret that only the tests share, long enough even for the longest of the hashes"


def token(
    sub: str,
    role: str,
    /,
    *,
    expires_in_s: float = 3_600,
    secret: str = SECRET,
    algorithm: str = "HS256",
    **claims: Any,
) -> str:
    """A signed token; `claims` come on top, and None takes one away."""
    known = {"sub": sub, "role": role, "aud": "hub", "exp": time.time() + expires_in_s}
    present = {name: value for name, value in (known | claims).items() if value is not None}
    return jwt.encode(present, secret, algorithm=algorithm)
