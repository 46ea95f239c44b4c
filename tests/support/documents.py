"""Reads the project's Markdown: its links, headings, tables, and what it quotes."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.support.programs import ROOT

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+)`")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file; `path` is from the root of the repository."""

    path: Path
    text: str

    @property
    def prose(self) -> str:
        """The text without its fenced blocks."""
        return _FENCE.sub("", self.text)

    @property
    def links(self) -> list[str]:
        """Link targets within the repository, as written."""
        return [link for link in _LINK.findall(self.prose) if "://" not in link]

    @property
    def anchors(self) -> set[str]:
        """What `#` links may name: headings, as GitHub spells their anchors."""
        return {_anchor(heading) for heading in _HEADING.findall(self.prose)}

    @property
    def quoted(self) -> list[str]:
        """Lines of fenced blocks, and code within sentences."""
        blocks = [line for block in _FENCE.findall(self.text) for line in block.splitlines()]
        return [*blocks, *_SPAN.findall(self.prose)]

    def block(self, language: str) -> str:
        """The fenced blocks of a language, one after the other."""
        found = re.findall(rf"^```{language}\n(.*?)^```$", self.text, re.DOTALL | re.MULTILINE)
        return "\n".join(found)

    def table(self, heading: str) -> list[list[str]]:
        """The rows of every table under a heading, without backticks. Raises ValueError."""
        pattern = rf"^#+ {re.escape(heading)}$(.*?)(?=^#+ |\Z)"
        section = re.search(pattern, self.text, re.DOTALL | re.MULTILINE)
        if section is None:
            raise ValueError(f"{self.path} has no heading {heading!r}")
        lines = section[1].splitlines()
        return [
            _cells(line)
            for above, line in pairwise(lines)
            if line.startswith("|") and above.startswith("|") and not line.startswith("| ---")
        ]


def documents() -> list[Document]:
    """The README files of the parts, and everything under docs/."""
    paths = [ROOT / folder / "README.md" for folder in ("", "static", "bench")]
    paths += sorted((ROOT / "docs").rglob("*.md"))
    return [Document(path.relative_to(ROOT), path.read_text()) for path in paths]


def document(path: str) -> Document:
    return Document(Path(path), (ROOT / path).read_text())


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("`", "") for cell in line.strip("| ").split(" | ")]


def _anchor(heading: str) -> str:
    return _NOT_IN_ANCHORS.sub("", heading.lower()).replace(" ", "-")
