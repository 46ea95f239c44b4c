"""What operators watch, for Prometheus."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_OUTCOMES = (
    "translated",
    "same_language",
    "no_language",
    "unavailable",
    "withheld",
    "gone",
    "left_out",
)
_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


Read = Callable[[], Mapping[str, float]]
"""By the value of a metric's only label."""


class _Counted(Collector):
    """What something else counts, read when it is asked for."""

    def __init__(self, family: CounterMetricFamily | GaugeMetricFamily, read: Read) -> None:
        self._family = family
        self._read = read

    def collect(self) -> Iterator[Metric]:
        family = copy(self._family)
        family.samples = []
        for label, value in self._read().items():
            family.add_metric([label], value)
        yield family


class Metrics:
    """The hub's own registry, so that two hubs in one process do not collide."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._bound: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
        self.acks = Counter(
            "hub_acks", "Client events answered", ["event", "code"], registry=self.registry
        )
        self.ack_seconds = Histogram(
            "hub_ack_seconds",
            "From reading an event to writing its ack",
            ["event"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.connections_refused = Counter(
            "hub_connections_refused", "Handshakes refused", ["code"], registry=self.registry
        )
        self.frames_dropped = Counter(
            "hub_frames_dropped",
            "Malformed frames, and slow readers",
            ["why"],
            registry=self.registry,
        )
        self.http_requests = Counter(
            "hub_http_requests", "HTTP requests", ["route", "status"], registry=self.registry
        )
        self._translations = Counter(
            "hub_translations",
            "Translations by what became of them",
            ["outcome"],
            registry=self.registry,
        )
        for outcome in _OUTCOMES:
            self._translations.labels(outcome)
        self.uploads = Counter(
            "hub_uploads", "Uploads by what became of them", ["outcome"], registry=self.registry
        )
        self.uploads.labels("ok")
        self.upload_seconds = Histogram(
            "hub_upload_seconds",
            "From the last byte of a file to its answer",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._batch = Histogram(
            "hub_batch_size",
            "Items per group commit",
            ["stage"],
            buckets=_SIZES,
            registry=self.registry,
        )

    def answered(self, event: str, code: str, seconds: float) -> None:
        """An event was acked, `ok` or with an error's code."""
        bound = self._bound.get((event, code))
        if bound is None:  # looking the labels up costs as much as counting
            bound = (self.acks.labels(event, code), self.ack_seconds.labels(event))
            self._bound[event, code] = bound
        bound[0].inc()
        bound[1].observe(seconds)

    def translated(self, outcome: str) -> None:
        """What became of a translation."""
        self._translations.labels(outcome).inc()

    def translation(self, cache: Read, engines: Read) -> None:
        """What the engines count themselves: answers of the cache; whether each engine is used."""
        asked = CounterMetricFamily(
            "hub_translation_cache", "Sentences looked up", labels=["result"]
        )
        left = GaugeMetricFamily("hub_translation_engine_open", "1: left alone", labels=["engine"])
        self.registry.register(_Counted(asked, cache))
        self.registry.register(_Counted(left, engines))

    def batch(self, stage: str) -> Callable[[int], None]:
        """Observes a stage's batch sizes."""
        return self._batch.labels(stage).observe

    def gauge(self, name: str, what: str, read: Callable[[], float]) -> None:
        """A value that is read when it is asked for."""
        Gauge(name, what, registry=self.registry).set_function(read)

    def exposition(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self.registry)
