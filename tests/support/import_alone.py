"""Imports every module named on the command line, each in a process where no other was imported.

Prints what failed; the exit status is the number of failures. What the modules import from outside
is imported once, before the forks, which is what makes this quick: circles can only be among our
own modules.
"""

import importlib
import os
import sys
import traceback

LIBRARIES = (
    *("aiohttp.web", "bson", "deep_translator", "engineio", "jwt", "langdetect"),
    *("motor.motor_asyncio", "orjson", "pydantic"),
    *("prometheus_client", "pymongo", "regex", "socketio", "structlog", "typer", "uvloop"),
)


def imports(name: str) -> bool:
    """Whether a fork of this process can import the module."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    try:
        importlib.import_module(name)
    finally:
        failed = sys.exception() is not None
        if failed:
            traceback.print_exc()
        os._exit(failed)


if __name__ == "__main__":
    for library in LIBRARIES:
        importlib.import_module(library)
    sys.exit(sum(not imports(name) for name in sys.argv[1:]))
