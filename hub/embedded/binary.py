"""Where a mongod can be found."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from hub.embedded.errors import MongodNotFound


def find_mongod() -> Path:
    """The mongod on PATH, else the one of the `embedded` extra. Raises MongodNotFound."""
    on_path = shutil.which("mongod")
    if on_path:
        return Path(on_path)
    for binary in _from_extra():
        if os.access(binary, os.X_OK):
            return binary
    raise MongodNotFound


def _from_extra() -> list[Path]:
    # Looked up, not imported: importing the full toolkit of that name would take seconds.
    spec = find_spec("fiftyone")
    folders = (spec and spec.submodule_search_locations) or ()
    return [Path(folder) / "db" / "bin" / "mongod" for folder in folders]
