"""Prometheus metrics as a test reads them."""

from dataclasses import dataclass

from prometheus_client.parser import text_string_to_metric_families

from tests.support.running import RunningHub


@dataclass(frozen=True, slots=True)
class Exposition:
    """Samples by (name, labels)."""

    samples: dict[tuple[str, frozenset[tuple[str, str]]], float]

    def of(self, sample: str, **labels: str) -> float:
        """A sample's value; 0 where it was never touched."""
        return self.samples.get((sample, frozenset(labels.items())), 0.0)


async def exposition(hub: RunningHub) -> Exposition:
    """What `/metrics` says now."""
    reply = await hub.http(None).get("/metrics")
    assert reply.status == 200
    families = text_string_to_metric_families(reply.body.decode())
    return Exposition(
        {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in families
            for sample in family.samples
        }
    )
