"""`python -m bench.images`: pictures from upload to ready, and what they disturb."""

import sys
from functools import partial
from tempfile import TemporaryDirectory

from bench import command
from bench.images import run


def main() -> int:
    """Measures and prints; 1 when something could not be measured."""
    parser = command.parser("bench.images", __doc__, run.PARTS)
    parser.add_argument("--no-peer", action="store_true", help="measure the hub without libvips")
    options = parser.parse_args()
    load = run.QUICK if options.quick else run.FULL
    plan = run.Plan(options.only or run.PARTS, load, peer=not options.no_peer)
    return command.outcome(partial(run.run, plan), TemporaryDirectory())


if __name__ == "__main__":
    sys.exit(main())
