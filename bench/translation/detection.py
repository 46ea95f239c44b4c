"""`python -m bench.translation.detection`: how often the language of a short message is right.

By words in the message, with the sender's profile right, with none, and with one profile in ten
wrong; with each library that is installed, beside langdetect as it comes. The messages in
tests/translation/detection/data are half for tuning, half held out; `--data` adds files.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import mean, median

import langdetect

from bench.moderation.tables import Write, percent, render
from bench.processes import ROOT, BenchError
from bench.table import Row, at_least, at_most, number
from bench.table import render as render_rows
from translation.detection import Choice, Detector
from translation.languages import DEFAULT_LANGUAGES

HELD_OUT = ROOT / "tests/translation/detection/data/held_out.jsonl"
TUNING = ROOT / "tests/translation/detection/data/tuning.jsonl"

NO_LANGUAGE = "no language"
BUCKETS = ("1-2 words", "3-5 words", "6+ words", NO_LANGUAGE)
RIGHT, NONE, WRONG = "profile right", "no profile", "1 profile in 10 wrong"
MODES = (RIGHT, NONE, WRONG)
WRONG_ONCE_IN = 10

GOALS = {
    ("langdetect", RIGHT): at_least(97),
    ("langdetect", NONE): at_least(95),
    ("langdetect", WRONG): at_least(97),
    ("lingua", RIGHT): at_least(97),
    ("lingua", NONE): at_least(98),
    ("lingua", WRONG): at_least(97),
}

Judge = Callable[[str, str | None], str | None]
"""From a text and its sender's profile language to the language it is in, None for no language."""


@dataclass(frozen=True)
class Case:
    """A message and its language, None for none."""

    text: str
    lang: str | None

    @property
    def bucket(self) -> str:
        """By words; Chinese and Japanese count two characters for one."""
        if self.lang is None:
            return NO_LANGUAGE
        spaced = self.lang not in ("zh", "ja")
        words = len(self.text.split()) if spaced else len(self.text) / 2
        return BUCKETS[0] if words < 3 else BUCKETS[1] if words < 6 else BUCKETS[2]


@dataclass(frozen=True)
class Answer:
    """What a subject said of a case, and the CPU time it took."""

    bucket: str
    mode: str
    right: bool
    us: float


def rows(paths: Sequence[Path] = (HELD_OUT,)) -> list[Row]:
    """The figures that have a target; raises BenchError for files that hold no messages."""
    found = [case for path in paths for case in cases(path)]
    answers = {name: list(_asked(judge, found)) for name, judge in _ours()}
    return [row for name, said in answers.items() for row in _rows(name, said)]


def _rows(name: str, said: Sequence[Answer]) -> Iterator[Row]:
    for mode in MODES:
        right = 100 * mean(each.right for each in said if each.mode == mode)
        yield Row(f"detection, {name}, {mode}", [right], "%", GOALS[name, mode])
    spent = mean(each.us for each in said)
    yield Row(f"detection, {name}, CPU a message", [spent], "us", at_most(1_000))


def table(path: Path, write: Write) -> None:
    """Percent right by mode and length, and microseconds a message, for every subject."""
    found = cases(path)
    answers = {name: list(_asked(judge, found)) for name, judge in _ours()}
    answers["stock langdetect"] = list(_asked_stock(found))
    ours = next(iter(answers.values()))
    lines = []
    for mode in MODES:
        for bucket in (*BUCKETS, ""):
            count = len(_only(ours, mode, bucket)) // (WRONG_ONCE_IN if mode == WRONG else 1)
            shares = [_share(_only(said, mode, bucket)) for said in answers.values()]
            if count:
                lines.append([f"{mode}, {bucket or 'all'}", str(count), *shares])
    for label, figure in (("us a message, median", median), ("us a message, most", max)):
        figures = [figure([answer.us for answer in said]) for said in answers.values()]
        lines.append([label, "", *map(number, figures)])
    render(f"language detection: {path.name}", ("", "n", *answers), lines, write)


def cases(path: Path) -> list[Case]:
    """Reads JSON lines {"text", "lang"} or {"en": text, "es": text, ...}; raises BenchError."""
    try:
        with path.open(encoding="utf-8") as lines:
            found = [case for line in lines if line.strip() for case in _cases(json.loads(line))]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BenchError(f"{path} is no file of labelled messages: {error!r}") from None
    if not found:
        raise BenchError(f"{path} holds no message in {', '.join(DEFAULT_LANGUAGES)}")
    return found


def _cases(record: dict[str, str]) -> Iterator[Case]:
    if "text" not in record:
        yield from (Case(record[lang], lang) for lang in DEFAULT_LANGUAGES if lang in record)
    elif record.get("lang") in (None, *DEFAULT_LANGUAGES):
        yield Case(record["text"], record.get("lang"))


def _ours() -> Iterator[tuple[str, Judge]]:
    """The package with each library that is installed, warm."""
    engines: list[Choice] = ["langdetect"]
    engines += ["lingua"] if find_spec("lingua") else []
    for engine in engines:
        detector = Detector(DEFAULT_LANGUAGES, engine)
        detector.warm()
        yield engine, partial(_detected, detector)


def _detected(detector: Detector, text: str, profile: str | None) -> str | None:
    return detector.detect(text, profile=profile).lang


def _stock(text: str, _profile: str | None) -> str | None:
    try:
        return str(langdetect.detect(text)).split("-")[0]
    except langdetect.LangDetectException:
        return None


def _asked_stock(found: Sequence[Case]) -> Iterator[Answer]:
    """It knows nothing of profiles, so that it is asked once."""
    langdetect.DetectorFactory.seed = 0
    _stock("its profiles are loaded by now", None)
    return (_asked_once(_stock, case, NONE, None) for case in found)


def _asked(judge: Judge, found: Sequence[Case]) -> Iterator[Answer]:
    for number_of, case in enumerate(found):
        yield _asked_once(judge, case, RIGHT, case.lang)
        yield _asked_once(judge, case, NONE, None)
        # Each message has its turn at the wrong profile, and each time another one.
        for turn in range(WRONG_ONCE_IN):
            wrong = turn == number_of % WRONG_ONCE_IN
            profile = _another(case.lang, number_of) if wrong else case.lang
            yield _asked_once(judge, case, WRONG, profile)


def _asked_once(judge: Judge, case: Case, mode: str, profile: str | None) -> Answer:
    started = time.thread_time()
    said = judge(case.text, profile)
    return Answer(case.bucket, mode, said == case.lang, (time.thread_time() - started) * 1e6)


def _another(lang: str | None, turn: int) -> str:
    others = [each for each in DEFAULT_LANGUAGES if each != lang]
    return others[turn % len(others)]


def _only(said: Sequence[Answer], mode: str, bucket: str) -> list[Answer]:
    """Where a mode was not asked, what was said without a profile."""
    fitting = [each for each in said if bucket in ("", each.bucket)]
    asked = [each for each in fitting if each.mode == mode]
    return asked or [each for each in fitting if each.mode == NONE]


def _share(said: Sequence[Answer]) -> str:
    return percent(100 * mean(each.right for each in said)) if said else ""


def main() -> int:
    """Measures and prints; 1 when a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bench.translation.detection")
    parser.add_argument("--data", type=Path, nargs="+", default=[], help="labelled JSONL files")
    more: list[Path] = parser.parse_args().data
    try:
        for path in (HELD_OUT, TUNING, *more):
            table(path, sys.stdout.write)
        sys.stdout.write("\n")
        render_rows([("language detection, held out and further", rows((HELD_OUT, *more)))], print)
    except BenchError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
