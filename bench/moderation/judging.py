"""Has a subject judge cases in a process of its own."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bench.processes import ROOT, BenchError, last_line

Action = Literal["allow", "review", "block"]
LIMIT_SECONDS = 150


@dataclass(frozen=True)
class Judgement:
    """What a subject said of one case, and the CPU time it took in microseconds."""

    action: Action
    rules: tuple[str, ...]
    us: float


@dataclass(frozen=True)
class Subject:
    """A program that judges: JSON lines in, JSON lines out (see `worker`)."""

    name: str
    about: str
    command: Sequence[str]

    def __str__(self) -> str:
        return f"{self.name}: {self.about}"


@dataclass(frozen=True)
class Outcome:
    """A subject's judgements, in the order of the cases, and what it took besides.

    `load_s` is CPU time until it was ready, `memory_mb` what it held at the end more than a bare
    interpreter.
    """

    judgements: list[Judgement]
    load_s: float
    memory_mb: float


def judge(
    subject: Subject, warm_up: Sequence[Sequence[str]], cases: Sequence[Sequence[str]]
) -> Outcome:
    """Judges `warm_up`, which is not reported, then `cases`; raises BenchError."""
    texts = "".join(json.dumps(messages) + "\n" for messages in [*warm_up, *cases])
    answers = [json.loads(line) for line in _run(subject, texts).splitlines()]
    if len(answers) != len(warm_up) + len(cases) + 1:
        raise BenchError(f"{subject.name} did not answer every case")
    judged = [_judgement(answer) for answer in answers[len(warm_up) : -1]]
    return Outcome(judged, answers[-1]["load_s"], answers[-1]["memory_mb"])


def _run(subject: Subject, texts: str) -> str:
    try:
        finished = subprocess.run(
            list(subject.command),
            input=texts,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LIMIT_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise BenchError(f"{subject.name} was not done in {LIMIT_SECONDS} s") from None
    except subprocess.CalledProcessError as error:
        raise BenchError(f"{subject.name} failed: {last_line(error.stderr)}") from None
    return finished.stdout


def _judgement(answer: Mapping[str, Any]) -> Judgement:
    return Judgement(answer["action"], tuple(answer["rules"]), answer["us"])
