"""Translations, or languages, for lines of JSON, from standard input to standard output.

A line is {"text": ...}; with --detect it may name the writer's language as {"profile": ...} beside.
Nothing leaves this machine.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from translation import DEFAULT_LANGUAGES, Options, Translator, base, build

Answer = Callable[[dict[str, Any]], Coroutine[Any, Any, dict[str, Any]]]


def main() -> int:
    """0; 2 when a line was none."""
    arguments = _arguments()
    return asyncio.run(_run(arguments))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m translation", description=__doc__)
    add = parser.add_argument
    add("--jsonl", action="store_true", help="lines of JSON, the only form there is")
    add("--detect", action="store_true", help="tell the language instead of translating")
    add("--from", dest="source", metavar="LANG", help="the language of the texts")
    add("--to", dest="target", metavar="LANG", help="the language to translate into")
    add("--languages", default=",".join(DEFAULT_LANGUAGES), help="those that may be detected")
    add("--apertium", type=Path, metavar="DIR", help="where Apertium's files were unpacked")
    arguments = parser.parse_args()
    if not arguments.detect and not (arguments.source and arguments.target):
        parser.error("--from and --to, or --detect")
    return arguments


async def _run(arguments: argparse.Namespace) -> int:
    languages = {*map(base, arguments.languages.split(","))}
    languages |= {base(lang) for lang in (arguments.source, arguments.target) if lang}
    options = Options(languages=tuple(sorted(languages)), apertium_prefix=arguments.apertium)
    translator, status = build(options), 0
    answer = _detection(translator) if arguments.detect else _translation(translator, arguments)
    try:
        async for line in _lines():
            told = await _answered(line, answer)
            status = 2 if "error" in told else status
            print(json.dumps(told, ensure_ascii=False), flush=True)  # noqa: T201
    finally:
        await translator.close()
    return status


async def _lines() -> AsyncIterator[str]:
    """Not on the loop: whoever writes them may wait for an answer between two."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        if line.strip():
            yield line


async def _answered(line: str, answer: Answer) -> dict[str, Any]:
    asked: Any = None
    with suppress(ValueError):
        asked = json.loads(line)
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"error": 'expected {"text": "..."}'}
    return await answer(asked)


def _detection(translator: Translator) -> Answer:
    async def answer(asked: dict[str, Any]) -> dict[str, Any]:
        found = await translator.detect(asked["text"], profile=asked.get("profile"))
        return {"lang": found.lang, "score": round(found.score, 3)}

    return answer


def _translation(translator: Translator, arguments: argparse.Namespace) -> Answer:
    async def answer(asked: dict[str, Any]) -> dict[str, Any]:
        found = await translator.translate(
            asked["text"], source=arguments.source, target=arguments.target
        )
        if found is None:  # the original is what there is
            return {"text": asked["text"], "engine": None, "route": None, "rough": False}
        return {
            "text": found.text,
            "engine": found.engine,
            "route": found.route,
            "rough": found.rough,
        }

    return answer


if __name__ == "__main__":
    sys.exit(main())
