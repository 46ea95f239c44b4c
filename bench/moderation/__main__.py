"""`python -m bench.moderation`: what the moderation catches, what it costs, and its peers."""

import argparse
import sys
from pathlib import Path

from bench.moderation.cases import OWN_HOSTS
from bench.moderation.run import Plan, run
from bench.processes import BenchError


def main() -> int:
    """Measures and prints; 1 when the package could not be measured."""
    try:
        run(_plan(), _write)
    except BenchError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 1
    return 0


def _plan() -> Plan:
    parser = argparse.ArgumentParser(prog="python -m bench.moderation", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, help="folder with benign_LANG_*.txt and positive_LANG_*.txt")
    add("--labelled", type=Path, nargs="+", default=[], help="further labelled JSONL files")
    add("--show", action="store_true", help="list misses and false alarms with their texts")
    add("--own-host", action="append", default=[], help="a host of the marketplace")
    add("--region", action="append", default=[], help="a region of the parties, such as ES")
    add("--no-peers", action="store_true", help="measure the package alone")
    add("--no-costs", action="store_true", help="only what is caught, not what it costs")
    options = parser.parse_args()
    return Plan(
        data=options.data,
        labelled=options.labelled,
        own_hosts=(*OWN_HOSTS, *options.own_host),
        regions=options.region,
        peers=not options.no_peers,
        costs=not options.no_costs,
        show=options.show,
    )


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
