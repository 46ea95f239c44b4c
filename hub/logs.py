"""Structured logs: one JSON line an event, on standard error, never with a message's text."""

import logging
import sys
import traceback
from typing import Any

import structlog
from aiohttp.http_exceptions import HttpProcessingError


def configure(level: str) -> None:
    """Set up structlog, and let what libraries log through the standard module follow."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(lambda raised: where(raised[1])),
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_ThroughStructlog()], force=True)


def where(error: BaseException | None) -> str | None:
    """What type an exception is of and where it came from, with those that led to it.

    Not what it says: a database's error quotes the document that it is about, text and all.
    """
    return "caused by ".join(map(_told, _led(error))) or None


def _led(error: BaseException | None) -> list[BaseException]:
    """An exception and those that led to it, each once: one may be raised from itself."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def _told(error: BaseException) -> str:
    return f"{_name(error)}\n{''.join(traceback.format_tb(error.__traceback__))}"


def _name(error: BaseException) -> str:
    code: Any = getattr(error, "code", None)
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name} (code {code})" if isinstance(code, int) else name


class _ThroughStructlog(logging.Handler):
    """A library's record as one event: its first line, since the others may quote an exception.

    What is no HTTP is nobody's mistake here: no traceback, and nothing of what was sent, which
    may be half a token.
    """

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            structlog.get_logger(record.name).info("malformed_http", status=error.code)
            return
        message = record.getMessage().partition("\n")[0][:500]
        structlog.get_logger(record.name).log(
            record.levelno, "library_log", message=message, exception=where(error)
        )
