"""Verdicts for lines of JSON, from standard input to standard output.

A line is {"text": ...} or {"messages": [...]} of one sender, oldest first.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from moderation import Context, Finding, check, check_conversation
from moderation.catalogue import as_markdown


def main() -> int:
    arguments = _arguments()
    if arguments.rules:
        sys.stdout.write(as_markdown())
        return 0
    context = Context(regions=tuple(arguments.region), own_hosts=tuple(arguments.own_host))
    status = 0
    for line in sys.stdin:
        if line.strip():
            answer = _answer(line, context)
            status = 2 if "error" in answer else status
            print(json.dumps(answer), flush=True)  # noqa: T201
    return status


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m moderation", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--jsonl", action="store_true", help="judge lines of JSON")
    what.add_argument("--rules", action="store_true", help="print the catalogue of rules")
    parser.add_argument(
        "--own-host",
        action="append",
        default=[],
        metavar="HOST",
        help="a host of the marketplace's own",
    )
    parser.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="XX",
        help="a party's country, ISO 3166-1 alpha-2",
    )
    return parser.parse_args()


def _answer(line: str, context: Context) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        if isinstance(asked.get("messages"), list):
            verdict = check_conversation([str(text) for text in asked["messages"]], context)
            return {"action": verdict.action, "findings": _shown(verdict.findings, sequence=True)}
        verdict = check(str(asked["text"]), context)
        return {"action": verdict.action, "findings": _shown(verdict.findings, sequence=False)}
    except (ValueError, KeyError, AttributeError):
        return {"error": 'expected {"text": "..."} or {"messages": ["...", ...]}'}


def _shown(findings: Iterable[Finding], *, sequence: bool) -> list[dict[str, Any]]:
    shown = []
    for finding in findings:
        one: dict[str, Any] = {
            "start": finding.start,
            "end": finding.end,
            "category": finding.category,
            "rule": finding.rule,
        }
        shown.append(one | {"message": finding.message} if sequence else one)
    return shown


if __name__ == "__main__":
    sys.exit(main())
