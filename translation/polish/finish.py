"""After."""


def after(text: str, original: str, source: str, target: str) -> str:
    return text
