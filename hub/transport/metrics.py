"""What operators watch, for Prometheus."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

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
_RESULTS = ("hit", "miss", "failure")
_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


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
        self._translation_cache = Counter(
            "hub_translation_cache",
            "Questions to the cache of translations",
            ["result"],
            registry=self.registry,
        )
        for outcome in _OUTCOMES:
            self._translations.labels(outcome)
        for result in _RESULTS:
            self._translation_cache.labels(result)
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

    def translation_cache(self, result: str) -> None:
        """The cache of translations was asked: `hit`, `miss` or `failure`."""
        self._translation_cache.labels(result).inc()

    def batch(self, stage: str) -> Callable[[int], None]:
        """Observes a stage's batch sizes."""
        return self._batch.labels(stage).observe

    def gauge(self, name: str, what: str, read: Callable[[], float]) -> None:
        """A value that is read when it is asked for."""
        Gauge(name, what, registry=self.registry).set_function(read)

    def exposition(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self.registry)
