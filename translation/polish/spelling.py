"""Before."""


def before(text: str, source: str) -> str:
    return text
