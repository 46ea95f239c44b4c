"""What the queue and the reports find incidents by: worked out anew with every write, never read.

`facets` names everything that an incident can be filtered by, so that one index serves every
filter, and several together. What `tally` holds is single values, because an index over lists
cannot answer by itself.
"""

from hub.domain.incidents import Incident
from hub.storage.driver import Document

ANY = "any"
"""The facet that every incident has."""
APPEALED = "appealed"
OPEN = "open"
SEPARATOR = ","


def keys(incident: Incident) -> Document:
    """The part of an incident's document that follows from the rest."""
    return {
        "facets": _facets(incident),
        "outcome": incident.decision.outcome if incident.decision else OPEN,
        "priority": incident.priority,
        "tally": {
            "day": incident.created_at.date().isoformat(),
            "categories": SEPARATOR.join(incident.categories),
            "rules": SEPARATOR.join(incident.rules),
            "decided_after_s": _decided_after_s(incident),
        },
    }


def facet(name: str, value: str) -> str:
    """The facet of incidents whose `name` is `value`."""
    return f"{name}:{value}"


def _facets(incident: Incident) -> list[str]:
    facets = [
        ANY,
        facet("kind", incident.kind),
        facet("lang", incident.lang),
        facet("sender", incident.sender.id),
        *(facet("category", category) for category in incident.categories),
        *(facet("rule", rule) for rule in incident.rules),
    ]
    if incident.shop is not None:
        facets.append(facet("shop", incident.shop))
    if incident.appeal is not None:
        facets.append(APPEALED)
    return facets


def _decided_after_s(incident: Incident) -> int | None:
    """Whole seconds to the first decision; none while there is none."""
    first = incident.decisions[0] if incident.decisions else incident.decision
    return int((first.at - incident.created_at).total_seconds()) if first else None
