"""The package `moderation` as a subject."""

import argparse

from bench.moderation import worker
from moderation import Context, Moderation, Verdict


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--own-host", action="append", default=[])
    parser.add_argument("--region", action="append", default=[])
    options = parser.parse_args()
    context = Context(own_hosts=tuple(options.own_host), regions=tuple(options.region))
    worker.serve(lambda: _load(context))


def _load(context: Context) -> worker.Check:
    engine = Moderation()

    def check(texts: list[str]) -> tuple[str, list[str]]:
        if len(texts) == 1:
            verdict = engine.check(texts[0], context)
        else:
            verdict = engine.check_conversation(texts, context)
        return verdict.action, _rules(verdict)

    return check


def _rules(verdict: Verdict) -> list[str]:
    return sorted({finding.rule for finding in verdict.findings})


if __name__ == "__main__":
    main()
