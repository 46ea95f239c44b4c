"""`python -m bench`: measures everything and prints one table of ratios."""

import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import command, comparison

WORK = Path(__file__).parent / ".work"


def main() -> int:
    """Runs the measurements named on the command line; 1 when one could not be made."""
    parser = command.parser("bench", __doc__, comparison.PARTS)
    parser.add_argument("--work", type=Path, default=WORK, help="where databases and logs are kept")
    options = parser.parse_args()
    plan = comparison.QUICK if options.quick else comparison.FULL
    measure = partial(comparison.run, plan, options.only or comparison.PARTS)
    folder = TemporaryDirectory() if options.quick else nullcontext(options.work)
    return command.outcome(measure, folder)


if __name__ == "__main__":
    sys.exit(main())
