"""Imports every module of the packages on the command line alone; prints each that succeeds.

Alone means: nothing of ours was imported before that the module does not import itself. A fork
for each module would spend a minute on importing the same modules again and again, so a module is
imported in a fork of a process that holds one of its imports already, and in which that was
imported in the same way. This hides no circle: a circle makes an import fail because a module X is
not finished yet, where X leads to Y and Y back to X; what X is imported on top of does not lead to
X, so it holds neither X nor Y, and the import of X fails as it would alone.

What the modules import from outside is imported once, before the forks: circles can only be among
our own modules.
"""

import importlib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import grimp

LIBRARIES = (
    *("aiohttp.web", "bson", "deep_translator", "engineio", "jwt", "langdetect"),
    *("motor.motor_asyncio", "orjson", "phonenumbers", "pydantic.main", "pydantic.type_adapter"),
    *("prometheus_client", "pymongo", "rapidfuzz.fuzz", "regex", "socketio", "structlog"),
    *("tomllib", "typer", "uvloop"),
)

Needs = Mapping[str, AbstractSet[str]]
"""For every module, all that importing it imports: its package, too, and what that imports."""

Order = Mapping[str | None, Sequence[str]]
"""What is imported right after a module, and what first of all (None)."""


def needs(packages: Sequence[str]) -> Needs:
    graph: Any = grimp.build_graph(*packages, exclude_type_checking_imports=True, cache_dir=None)
    modules = graph.modules
    for module in modules - set(packages):
        graph.add_import(importer=module, imported=_package(module))
    return {module: graph.find_upstream_modules(module) for module in modules}


def before(module: str, needs: Needs) -> str | None:
    """The import of the module that is done on the way to it; None for the first of all.

    Where the package imports the module, importing either begins with the package. Otherwise it is
    the one that saves most among those that do not lead back to the module.
    """
    package = _package(module)
    if module in needs.get(package, ()):
        return package
    safe = [one for one in needs[module] if module not in needs[one]]
    return max(safe, key=lambda one: (len(needs[one]), one), default=None)


def imported(done: str | None, order: Order) -> bool:
    """Import what comes next, each in a fork of this process; whether all of it succeeded."""
    outcomes = [_imported_next(module, order) for module in order.get(done, ())]
    return all(outcomes)


def _imported_next(module: str, order: Order) -> bool:
    if module in sys.modules:  # its package has imported it
        _tell(module)
        return imported(module, order)
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    succeeded = False
    try:
        importlib.import_module(module)
        _tell(module)
        succeeded = imported(module, order)
    finally:
        if sys.exception():
            traceback.print_exc()
        os._exit(not succeeded)


def _tell(module: str) -> None:
    sys.stdout.write(f"{module}\n")
    sys.stdout.flush()  # a fork would print once more what is not out


def _package(module: str) -> str:
    return module.rpartition(".")[0]


if __name__ == "__main__":
    for library in LIBRARIES:
        importlib.import_module(library)
    needed = needs(sys.argv[1:])
    planned: dict[str | None, list[str]] = {}
    for each in needed:
        planned.setdefault(before(each, needed), []).append(each)
    sys.exit(not imported(None, planned))
