"""What a member of staff did: an entry of the log that only grows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`subject` is the id of what was acted on; `detail` never holds a message's text."""

    id: str
    at: datetime
    by: str
    name: str
    action: str
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)
