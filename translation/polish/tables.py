"""The tables in data/: lines of fields between "|", read once, on first use."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The fields of every line of data/`name`; none where there is no such table."""
    file = files(__package__).joinpath("data", name)
    if not file.is_file():
        return ()
    lines = file.read_text("utf-8").splitlines()
    kept = (line for line in lines if line.strip() and not line.startswith(";"))
    return tuple(tuple(field.strip() for field in line.split("|")) for line in kept)
