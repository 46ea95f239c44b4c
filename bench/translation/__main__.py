"""`python -m bench.translation`: what translation costs, how good it is, and its peers."""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import structlog

from bench import database
from bench.processes import BenchError
from bench.translation import run


def main() -> int:
    """Measures and prints; 1 when something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.translation", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, nargs="+", default=[], help="further parallel messages, JSONL")
    add("--only", action="append", choices=run.PARTS, help="measure this part only")
    add("--quick", action="store_true", help="a short run that proves it works")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    parts = options.only or run.PARTS
    if options.quick:
        plan = run.Plan(options.data, parts, run.QUICK, run.QUICK_MESSAGES)
    else:
        plan = run.Plan(options.data, parts, run.FULL)
    try:
        with tempfile.TemporaryDirectory(dir=database.memory_folder()) as folder:
            asyncio.run(run.run(plan, Path(folder), sys.stdout.write))
    except BenchError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
