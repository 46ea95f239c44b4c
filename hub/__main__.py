"""The `hub` command: serve, demo, token."""

import asyncio
import contextlib
import gc
import secrets
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop

from hub import app as composition
from hub import config, logs
from hub.domain.identity import Role
from hub.embedded import DataFolderInUse, MongodFailed, MongodNotFound
from hub.errors import ConfigurationError
from hub.transport.auth import checked_secret, issue_token
from translation import answering

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)

_FAILURES = (ConfigurationError, MongodNotFound, MongodFailed, DataFolderInUse, OSError)


@app.command()
def serve() -> None:
    """Serve a marketplace of your own; settings come from HUB_* variables."""
    settings = _settings()
    _run(_serve(settings, demo=False))


@app.command()
def demo(
    *,
    offline: Annotated[bool, typer.Option(help="translate with what is installed alone")] = False,
) -> None:
    """Serve the demo marketplace: made-up shops, products and people to try.

    Where a network answers, free services translate what is written in it.
    """
    settings = _settings()
    if not (offline or settings.translation_cloud or settings.translation == "off"):
        settings = settings.model_copy(update={"translation_cloud": answering()})
    if not settings.jwt_secret:
        settings = settings.model_copy(update={"jwt_secret": _kept_secret(settings.data_dir)})
    _run(_serve(settings, demo=True))


@app.command()
def token(
    sub: Annotated[str, typer.Option(help="user id")],
    role: Annotated[Role, typer.Option()],
    shop: Annotated[str | None, typer.Option(help="shop id, for sellers")] = None,
    lang: Annotated[str | None, typer.Option(help="BCP 47")] = None,
    name: Annotated[str | None, typer.Option(help="shown to the other side")] = None,
    hours: Annotated[float, typer.Option(min=0.001, help="until it expires")] = 12,
) -> None:
    """Print a token signed with HUB_JWT_SECRET."""
    with _explained():
        secret = checked_secret(_settings().jwt_secret)
    lifetime = timedelta(hours=hours)
    typer.echo(
        issue_token(secret, sub=sub, role=role, name=name, shop=shop, lang=lang, lifetime=lifetime)
    )


async def _serve(settings: config.Settings, *, demo: bool) -> None:
    stopped = asyncio.Event()
    serving = asyncio.current_task()

    def stop() -> None:
        # A cancellation may be lost in what runs just then; that it was asked for is not.
        stopped.set()
        serving.cancel()  # type: ignore[union-attr]  # it is a task

    _on_signals(stop)
    with contextlib.suppress(asyncio.CancelledError):  # stopped before it was ready
        async with composition.running(settings, demo=demo) as hub:
            _on_signals(stopped.set)
            _relax_collector()
            print(f"ready {hub.url}", flush=True)  # noqa: T201 - the contract's line on stdout
            await stopped.wait()


def _on_signals(stop: Callable[[], object]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)


def _relax_collector() -> None:
    """Look for cycles less often: sessions are many and live long, and nearly all have none.

    With Python's own thresholds the collector walked live connections some thirty times a second
    under load; this saves a tenth to a quarter of the hub's CPU (`bench/README.md`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def _run(serving: Coroutine[Any, Any, None]) -> None:
    with _explained():
        uvloop.run(serving)


def _settings() -> config.Settings:
    with _explained():
        settings = config.from_environment()
    logs.configure(settings.log_level)
    return settings


@contextlib.contextmanager
def _explained() -> Any:  # noqa: ANN401 - a context manager
    """What the operator can mend is told in a sentence, without a traceback."""
    try:
        yield
    except _FAILURES as error:
        print(f"hub: {error}", file=sys.stderr)  # noqa: T201 - to the operator
        raise SystemExit(1) from None


def _kept_secret(data_dir: Path) -> str:
    """The demo's own secret, made at its first start."""
    data_dir.mkdir(parents=True, exist_ok=True)
    kept = data_dir / "demo-secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text()


if __name__ == "__main__":
    app()
