"""`python -m bench.images`: pictures from upload to ready, and what they disturb."""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import structlog

from bench.images import run
from bench.processes import BenchError


def main() -> int:
    """Measures and prints; 1 when something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.images", description=__doc__)
    add = parser.add_argument
    add("--only", action="append", choices=run.PARTS, help="measure this part only")
    add("--no-peer", action="store_true", help="measure the hub alone, without libvips")
    add("--quick", action="store_true", help="a short run that proves it works")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    load = run.QUICK if options.quick else run.FULL
    plan = run.Plan(options.only or run.PARTS, load, peer=not options.no_peer)
    try:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(run.run(plan, Path(folder), sys.stdout.write))
    except BenchError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
