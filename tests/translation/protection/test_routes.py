"""Every token arrives, on the routes there are: real engines, real chains."""

import asyncio
import re
from typing import Any

import pytest

from tests.translation.protection.examples import examples
from translation import Options, Translator, build

ROWS = [row for name in ("protected_tokens", "tokens") for row in examples(name)]
PAIRS = ["es>en", "en>es", "fr>en", "en>fr", "it>en"]


async def test_every_token_arrives_on_every_route() -> None:
    translator = build(Options())
    try:
        for pair in PAIRS:
            source, target = pair.split(">")
            rows = [row for row in ROWS if row["lang"] == source]
            await asyncio.gather(*(arrives(translator, row, source, target) for row in rows))
    finally:
        await translator.close()


async def arrives(translator: Translator, row: dict[str, Any], source: str, target: str) -> None:
    found = await translator.translate(row["text"], source=source, target=target)
    if found is None:
        pytest.fail(f"{source}>{target} could not: {row['text']}")
    for token in row["tokens"]:
        assert times(token, found.text) == times(token, row["text"]), f"{found.route}: {found.text}"


def times(token: str, text: str) -> int:
    """How often it stands in a text by itself."""
    return len(re.findall(rf"(?<![^\W_]){re.escape(token)}(?![^\W_])", text))
