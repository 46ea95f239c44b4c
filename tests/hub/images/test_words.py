"""Words in pictures, by whichever reader is installed; and that none is needed."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from types import ModuleType, SimpleNamespace

import pytest
from PIL import Image

from bench.images import scenes
from hub.images import readers, words, words_rapidocr, words_tesseract
from hub.images.result import Words
from tests.support.reading import HEAD, WORD, install, lines
from tests.support.timing import seconds

TABLE = (
    f"{HEAD}"
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
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return partial(install, tmp_path)


def test_without_a_reader_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(readers, "find_spec", lambda _name: None)
    assert readers.installed() is None
    assert words.reader(1) is None


def test_tesseract_s_words_come_as_lines_with_boxes(tesseract: Installed) -> None:
    tesseract(f"cat > /dev/null; printf '{TABLE}'")
    read = words_tesseract.reader(seconds(5)).read(Image.new("RGB", (640, 480)))
    assert not read.unread
    found = read.lines
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
        assert reader.read(Image.new("RGB", (64, 64))) == Words()
    listing, *asked = log.read_text().splitlines()
    assert listing == "--list-langs"
    assert asked == 2 * ["stdin stdout -l eng+spa --psm 11 tsv"]


@pytest.mark.parametrize("body", ["exit 1", "exec sleep 60"])
def test_a_program_that_fails_or_hangs_reads_nothing_and_says_so(
    tesseract: Installed, body: str
) -> None:
    tesseract(body)
    assert words_tesseract.reader(0.5).read(Image.new("RGB", (64, 64))) == Words(unread=True)


@pytest.mark.parametrize(("count", "unread"), [(80, False), (words.MOST_LINES + 1, True)])
def test_who_leaves_lines_unread_says_so(tesseract: Installed, count: int, *, unread: bool) -> None:
    tesseract(lines(count))
    read = words_tesseract.reader(seconds(10)).read(Image.new("RGB", (640, 480)))
    assert [sighting.text for sighting in read.lines] == min(count, words.MOST_LINES) * [WORD]
    assert read.unread == unread


@pytest.fixture
def rapidocr(monkeypatch: pytest.MonkeyPatch) -> type:
    """Stands in for the package, which the tests do not install: it sees 600 lines."""

    class Engine:
        taken_s = 0.0

        def __init__(self, **_options: object) -> None:
            pass

        def __call__(self, picture: Image.Image, *, use_det: bool, **_use: bool) -> object:
            if use_det:
                corners = [[[4, y], [90, y], [90, y + 1], [4, y + 1]] for y in range(600)]
                return SimpleNamespace(boxes=SimpleNamespace(tolist=lambda: corners))
            time.sleep(self.taken_s)
            return SimpleNamespace(txts=(f"{picture.width} wide",), scores=(0.9,))

    package = ModuleType("rapidocr")
    monkeypatch.setattr(package, "RapidOCR", Engine, raising=False)
    monkeypatch.setitem(sys.modules, "rapidocr", package)
    return Engine


def test_rapidocr_reads_line_by_line_until_its_time_is_up(rapidocr: type) -> None:
    picture = Image.new("RGB", (100, 700))
    read = words_rapidocr.reader(seconds(60)).read(picture)
    assert [len(read.lines), read.unread] == [words.MOST_LINES, True]
    assert {sighting.text for sighting in read.lines} == {"86 wide"}
    rapidocr.taken_s = 0.05  # type: ignore[attr-defined]
    read = words_rapidocr.reader(0.2).read(picture)
    assert 1 <= len(read.lines) <= 5
    assert read.unread


def test_a_label_is_read() -> None:
    reader = words.reader(seconds(60))
    if reader is None:
        pytest.skip("neither rapidocr nor tesseract is installed")
    # On white, because of four in photographs tesseract reads one (`make bench-images`).
    picture = scenes.written(Image.new("RGB", (2000, 1500), "white"), Random(2))
    read = reader.read(picture)
    assert scenes.WORDS in " ".join(sighting.text for sighting in read.lines)
    assert not read.unread
