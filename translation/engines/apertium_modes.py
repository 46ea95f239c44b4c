"""Which of Apertium's pairs are installed, and the programs that make up each.

A mode file is one line of shell: programs with arguments, between bars, with absolute paths. Here
it is read and not run by a shell: each program is started by ourselves, with `-z` so that it
answers text by text. Files are looked for under a prefix first (Debian packages unpacked without
being installed), then in the system.
"""

import hashlib
import os
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translation.engines.processes import Command

FOLDER = ".apertium"
"""Where `make` unpacks Apertium, in the project's folder."""

CODES = {
    "arg": "an", "ast": "ast", "cat": "ca", "dan": "da", "deu": "de", "eng": "en", "epo": "eo",
    "eus": "eu", "fra": "fr", "glg": "gl", "ita": "it", "nld": "nl", "nob": "no", "oci": "oc",
    "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "spa": "es", "srd": "sc", "swe": "sv",
    "ukr": "uk",
}  # fmt: skip
"""Apertium names languages by three letters in newer pairs, by two in older ones."""

ALLOCATOR = "libmimalloc.so.2"
"""In place of the C library's: the pairs are millions of tiny pieces, which take a third less
memory in it and load in half the time."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction; `digest` changes with the data that its answers come from."""

    name: str
    source: str
    target: str
    command: Command
    digest: str


def installed(prefix: Path | None) -> dict[str, Mode]:
    """By name, as "spa-cat". Those of which a program or a file is missing are left out."""
    root = Root(prefix)
    modes = {}
    for file in root.files("usr/share/apertium/modes", "*.mode"):
        languages = _languages(file.stem)
        command = languages and root.command(file)
        if languages and command:
            modes[file.stem] = Mode(file.stem, *languages, command, _digest(command))
    return modes


def default_prefix() -> Path | None:
    """HUB_APERTIUM_PREFIX, else where `make` unpacks it, if it has."""
    named = os.environ.get("HUB_APERTIUM_PREFIX")
    folder = Path(named) if named else Path(__file__).parents[2] / FOLDER
    return folder.resolve() if folder.is_dir() else None


class Root:
    """Where the files of packages are: under a prefix, or else in the system."""

    def __init__(self, prefix: Path | None) -> None:
        self._roots = [prefix, Path("/")] if prefix else [Path("/")]
        self._env = self._environment()

    def files(self, folder: str, pattern: str) -> Iterator[Path]:
        """Of those with the same name the one under the prefix."""
        seen = set()
        for root in self._roots:
            for file in sorted((root / folder).glob(pattern)):
                if file.name not in seen:
                    seen.add(file.name)
                    yield file

    def command(self, mode: Path) -> Command | None:
        """None when something that it names is not there."""
        lexer = shlex.shlex(mode.read_text("utf-8"), posix=True, punctuation_chars="|")
        lexer.whitespace_split = True
        stages: list[list[str]] = [[]]
        for word in lexer:
            if word == "|":
                stages.append([])
            else:
                stages[-1].append(word)
        built = [self._stage(stage) for stage in stages if stage]
        if not all(built):
            return None
        return Command(tuple(stage for stage in built if stage), self._env)

    def _stage(self, words: list[str]) -> tuple[str, ...] | None:
        program, *arguments = words
        found = [self._program(program)]
        for argument in arguments:
            # Parameters of the mode: how to show what cannot be generated, and nothing.
            word = argument.replace("$1", "-g").replace("$2", "")
            found += [self._file(word)] if word.startswith("/") else [word] if word else []
        stage = tuple(word for word in found if word)
        return (stage[0], "-z", *stage[1:]) if len(stage) == len(found) else None

    def _program(self, name: str) -> str | None:
        return self._file(f"/usr/bin/{name}") or shutil.which(name)

    def _file(self, path: str) -> str | None:
        moved = (root / path.lstrip("/") for root in self._roots)
        return next((str(file) for file in moved if file.exists()), None)

    def _environment(self) -> dict[str, str]:
        """Nothing of the hub's own, which holds secrets."""
        env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
        libraries = [str(folder) for root in self._roots[:-1] for folder in _libraries(root)]
        if libraries:
            env["LD_LIBRARY_PATH"] = ":".join(libraries)
        allocator = next(self.files("usr/lib", f"*/{ALLOCATOR}"), None)
        if allocator:
            env["LD_PRELOAD"] = str(allocator)
        return env


def _libraries(root: Path) -> list[Path]:
    """Folders as in Debian: usr/lib/x86_64-linux-gnu."""
    folders = [*root.glob("usr/lib/*-linux-*"), *root.glob("lib/*-linux-*"), root / "usr/lib"]
    return [folder for folder in folders if folder.is_dir()]


def _languages(name: str) -> tuple[str, str] | None:
    """None for variants ("cat-por_BR") and other things than a pair."""
    codes = [CODES.get(code, code) for code in name.split("-")]
    known = set(CODES.values())
    return (codes[0], codes[1]) if len(codes) == 2 and known.issuperset(codes) else None  # noqa: PLR2004 - a pair


def _digest(command: Command) -> str:
    """Names, sizes and times: a package's files keep the times of its making."""
    digest = hashlib.sha256()
    for word in (word for stage in command.stages for word in stage):
        if word.startswith("/") and (file := Path(word)).is_file():
            status = file.stat()
            digest.update(f"{file.name}:{status.st_size}:{int(status.st_mtime)}\n".encode())
        else:
            digest.update(f"{word}\n".encode())
    return digest.hexdigest()[:12]
