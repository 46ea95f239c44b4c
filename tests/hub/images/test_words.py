"""Words in pictures, by whichever reader is installed; and that none is needed."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from bench.images import photographs, scenes
from hub.images import readers, words, words_tesseract
from tests.support.timing import seconds

SCRIPT = """#!/bin/sh
{body}
"""
TABLE = (
    "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n"
    "4\\t1\\t1\\t1\\t1\\t0\\t64\\t48\\t320\\t48\\t-1\\t\\n"
    "5\\t1\\t1\\t1\\t1\\t1\\t64\\t48\\t160\\t48\\t96.5\\tcall\\n"
    "5\\t1\\t1\\t1\\t1\\t2\\t256\\t48\\t128\\t48\\t91\\t612\\n"
    "5\\t1\\t1\\t1\\t2\\t1\\t64\\t400\\t64\\t24\\t12\\t~\\\\\\n"
    '5\\t1\\t2\\t1\\t1\\t1\\t320\\t240\\t320\\t240\\t88\\t"me\\n'
)

Installed = Callable[[str], None]


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Installs a program under that name, which does what the script says."""

    def install(body: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(SCRIPT.format(body=body))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return install


def test_without_a_reader_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(readers, "find_spec", lambda _name: None)
    assert readers.installed() is None
    assert words.reader(1) is None


def test_tesseract_s_words_come_as_lines_with_boxes(tesseract: Installed) -> None:
    tesseract(f"cat > /dev/null; printf '{TABLE}'")
    found = words_tesseract.reader(seconds(5)).found(Image.new("RGB", (640, 480)))
    assert [sighting.text for sighting in found] == ["call 612", '"me']
    assert {sighting.detail for sighting in found} == {"tesseract"}
    box = found[0].box
    assert (box.left, box.top, box.width, box.height) == (0.1, 0.1, 0.5, 0.1)


def test_only_installed_languages_are_asked_for(tesseract: Installed, tmp_path: Path) -> None:
    log = tmp_path / "asked"
    tesseract(
        f'echo "$@" >> {log}; cat > /dev/null; '
        "[ $1 = --list-langs ] && echo 'List:' && printf 'osd\\nspa\\neng\\n' || true"
    )
    reader = words_tesseract.reader(seconds(5))
    for _ in range(2):
        assert reader.found(Image.new("RGB", (64, 64))) == []
    listing, *asked = log.read_text().splitlines()
    assert listing == "--list-langs"
    assert asked == 2 * ["stdin stdout -l eng+spa --psm 11 tsv"]


@pytest.mark.parametrize("body", ["exit 1", "exec sleep 60"])
def test_a_program_that_fails_or_hangs_reads_nothing(tesseract: Installed, body: str) -> None:
    tesseract(body)
    assert words_tesseract.reader(0.5).found(Image.new("RGB", (64, 64))) == []


def test_a_label_in_a_photograph_is_read() -> None:
    reader = words.reader(seconds(60))
    if reader is None:
        pytest.skip("neither rapidocr nor tesseract is installed")
    picture = scenes.written(photographs.photograph(2, (2000, 1500)), Random(2))
    read = {sighting.text: sighting for sighting in reader.found(picture)}
    assert scenes.WORDS in " ".join(read)
