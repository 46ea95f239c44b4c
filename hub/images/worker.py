"""The program that decodes pictures: `python -m hub.images.worker KIND MEMORY_MB SECONDS`.

It has one socket, as its standard input: a byte with a file comes in, an answer goes out, one after
the other. It ends when the hub does, and is ended by the kernel or by the hub where it takes too
much. Native code that crashes takes this process along and nothing else.
"""

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, recv_fds, socket

from hub.images import answers
from hub.images.confine import allow_cpu, confine
from hub.images.formats import HEAD_BYTES, recognise
from hub.images.refusals import ImageRefused, Reason

Answering = Callable[[bytes], Iterator[bytes]]


def pictures(_seconds: float) -> Answering:
    from hub.images.develop import developed  # noqa: PLC0415 - each kind loads its own libraries

    return lambda data: answers.of_picture(developed(data))


def words(seconds: float) -> Answering:
    from hub.images.reading import reading  # noqa: PLC0415

    read = reading(seconds)
    return lambda data: answers.of_words(read(data))


def copies(_seconds: float) -> Answering:
    from hub.images.decode import decoded  # noqa: PLC0415
    from hub.images.evasions import copies as likenesses  # noqa: PLC0415

    return lambda data: answers.of_copies(likenesses(decoded(data, recognise(data[:HEAD_BYTES]))))


KINDS: dict[str, Callable[[float], Answering]] = {
    "pictures": pictures,
    "words": words,
    "copies": copies,
}

READY = tuple(answers.frame({}))


def main(kind: str, memory_mb: str, seconds: str) -> None:
    pipe = socket(AF_UNIX, SOCK_STREAM, fileno=os.dup(0))
    answering = KINDS[kind](float(seconds))
    confine(int(memory_mb) * 1_000_000)
    send(pipe, READY)
    while (file := received(pipe)) is not None:
        allow_cpu(float(seconds))
        send(pipe, answer(answering, file))


def received(pipe: socket) -> int | None:
    """The next file to look at; None when the hub has hung up."""
    _, files, _, _ = recv_fds(pipe, 1, 1)
    return files[0] if files else None


def answer(answering: Answering, file: int) -> Iterator[bytes]:
    try:
        with open(file, "rb") as opened:
            opened.seek(0)
            return answering(opened.read())
    except ImageRefused as refusal:
        return answers.of_refusal(refusal)
    except MemoryError:
        return answers.of_refusal(ImageRefused(Reason.TOO_MANY_PIXELS))
    except Exception as error:  # noqa: BLE001 - told to the hub, without what it may quote
        return answers.of_failure(where(error))


def where(error: Exception) -> str:
    """The error's type, and the place in the code."""
    *_, last = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def send(pipe: socket, parts: Iterable[bytes]) -> None:
    for part in parts:
        pipe.sendall(part)


if __name__ == "__main__":
    main(*sys.argv[1:])
