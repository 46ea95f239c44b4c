"""What keeps an engine's failures from everybody else: time limits, places, breakers, quotas."""

from translation.resilience.breaker import Breaker, Limits, State
from translation.resilience.guarded import Guarded
from translation.resilience.health import Health
from translation.resilience.quota import Quota

__all__ = ["Breaker", "Guarded", "Health", "Limits", "Quota", "State"]
