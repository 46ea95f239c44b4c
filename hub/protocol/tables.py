"""Tables as CSV (RFC 4180) that a spreadsheet may open.

A cell that begins like a formula is preceded by an apostrophe, which spreadsheets take as "text":
names of people and shops are not ours.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

_FORMULA = (*"=+-@", *"\uff1d\uff0b\uff0d\uff20", "\t", "\r", "\n")
"""Full-width signs too: some spreadsheets read them alike."""


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """A head and one line a row, each ended by CRLF."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
