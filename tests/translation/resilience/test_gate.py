"""Two breakers at one gate."""

import pytest

from translation.engines.port import Unavailable
from translation.resilience import State
from translation.resilience.gate import Gate


def _fail(gate: Gate, source: str, target: str, times: int) -> None:
    for _ in range(times):
        gate.settle(gate.admit(source, target), Unavailable("down"))


def test_a_pair_that_is_left_alone_does_not_take_the_engines_probe() -> None:
    now = 0.0
    gate = Gate(lambda: now)
    _fail(gate, "es", "en", 4)
    now = 5.0
    _fail(gate, "es", "en", 1)
    _fail(gate, "en", "es", 4)
    _fail(gate, "fr", "es", 1)
    assert gate.state() is State.OPEN
    now = 10.0
    assert gate.state() is State.HALF_OPEN
    with pytest.raises(Unavailable) as caught:
        gate.admit("es", "en")
    assert caught.value.retry_after_s == 5.0
    gate.settle(gate.admit("fr", "es"), None)
    assert gate.state() is State.CLOSED
    assert gate.pairs_open() == ("es>en", "en>es")
