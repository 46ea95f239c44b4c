"""`python -m bench`: measures everything and prints one table of ratios."""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import structlog

from bench import comparison
from bench.processes import BenchError

WORK = Path(__file__).parent / ".work"


def main() -> int:
    """Runs the measurements named on the command line; 1 when one could not be made."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run that proves it works")
    parser.add_argument(
        "--only", action="append", choices=comparison.PARTS, help="measure this part only"
    )
    parser.add_argument("--work", type=Path, default=WORK, help="where databases and logs are kept")
    options = parser.parse_args()
    plan = comparison.QUICK if options.quick else comparison.FULL
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        if options.quick:
            with tempfile.TemporaryDirectory() as folder:
                asyncio.run(_run(plan, options.only, Path(folder)))
        else:
            asyncio.run(_run(plan, options.only, options.work))
    except BenchError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 1
    return 0


async def _run(plan: comparison.Plan, only: list[str] | None, work: Path) -> None:
    await comparison.run(plan, only or comparison.PARTS, work, sys.stdout.write)


if __name__ == "__main__":
    sys.exit(main())
