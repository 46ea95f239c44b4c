"""Tidies what people write before engines read it, and what engines write before people read it."""

VERSION = "0"


def before(text: str, source: str) -> str:  # noqa: ARG001 - no language has rules yet
    return text


def between(text: str, original: str, source: str, target: str) -> str:  # noqa: ARG001 - as above
    return text


def after(text: str, original: str, source: str, target: str) -> str:  # noqa: ARG001 - as above
    return text
