"""`python -m bench.translation`: what translation costs, how good it is, and its peers."""

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import command, database
from bench.translation import run


def main() -> int:
    """Measures and prints; 1 when something could not be measured."""
    parser = command.parser("bench.translation", __doc__, run.PARTS)
    add = parser.add_argument
    add("--data", type=Path, nargs="+", default=[], help="further parallel messages, JSONL")
    options = parser.parse_args()
    parts = options.only or run.PARTS
    if options.quick:
        plan = run.Plan(options.data, parts, run.QUICK, run.QUICK_MESSAGES)
    else:
        plan = run.Plan(options.data, parts, run.FULL)
    folder = TemporaryDirectory(dir=database.memory_folder())
    return command.outcome(partial(run.run, plan), folder)


if __name__ == "__main__":
    sys.exit(main())
