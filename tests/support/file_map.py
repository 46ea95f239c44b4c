"""Reads the file map of the README: the fenced block under the heading "File map".

One entry a line, two spaces of indentation a storey, the path first and a description after it.
"""

import re
from pathlib import Path

BLOCK = re.compile(r"^## File map$.*?^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def paths(readme: str) -> list[Path]:
    """The paths that the map names, from the root of the repository. Raises ValueError."""
    block = BLOCK.search(readme)
    if not block:
        raise ValueError("no fenced block under a heading '## File map'")
    found: list[Path] = []
    above: list[str] = []
    for line in filter(str.strip, block[1].splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        above[depth:] = [line.split()[0]]
        found.append(Path(*above))
    return found
