"""Structured logs: one JSON line an event, on standard error, never with a message's text."""

import logging
import sys

import structlog
from aiohttp.http_exceptions import HttpProcessingError


def configure(level: str) -> None:
    """Set up structlog, and let what libraries log through the standard module follow."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_ThroughStructlog()], force=True)


class _ThroughStructlog(logging.Handler):
    """A library's record as one event; its traceback stays within the line.

    What is no HTTP is nobody's mistake here: no traceback, and nothing of what was sent, which
    may be half a token.
    """

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            structlog.get_logger(record.name).info("malformed_http", status=error.code)
            return
        trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else None
        structlog.get_logger(record.name).log(
            record.levelno, "library_log", message=record.getMessage()[:500], exception=trace
        )
