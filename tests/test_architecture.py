"""The house is as its plans say: imports, modules on their own, the map in the README."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import file_map
from tests.support.programs import ROOT

PACKAGES = ("hub", "moderation", "translation")


def modules() -> Iterator[str]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def tracked() -> set[Path]:
    listing = run("git", "ls-files")
    assert listing.returncode == 0, listing.stderr
    return {Path(line) for line in listing.stdout.splitlines()}


def test_nobody_imports_what_the_plan_forbids() -> None:
    outcome = run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    assert outcome.returncode == 0, outcome.stdout


def test_every_module_imports_alone() -> None:
    script = "tests.support.import_alone"
    outcome = run(sys.executable, "-W", "error", "-m", script, *PACKAGES)
    assert outcome.returncode == 0, outcome.stderr
    assert sorted(outcome.stdout.split()) == sorted(modules())


def test_every_path_of_the_file_map_exists() -> None:
    readme = (ROOT / "README.md").read_text()
    missing = [str(path) for path in file_map.paths(readme) if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("folder", [Path(), Path("hub")])
def test_the_file_map_forgets_no_folder_and_no_storey(folder: Path) -> None:
    mapped = set(file_map.paths((ROOT / "README.md").read_text()))
    present = {
        folder / path.relative_to(folder).parts[0]
        for path in tracked()
        if path.is_relative_to(folder) and len(path.relative_to(folder).parts) > 1
    }
    hidden = {path for path in present if path.name.startswith(".")}
    assert present - hidden - mapped == set()
