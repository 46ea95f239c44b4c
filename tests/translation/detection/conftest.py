"""A warm detector of the usual languages with each library."""

from typing import get_args

import pytest

from translation.detection import Choice, Detector
from translation.languages import DEFAULT_LANGUAGES

ENGINES = [engine for engine in get_args(Choice) if engine != "auto"]


@pytest.fixture(scope="session", params=ENGINES)
def detector(request: pytest.FixtureRequest) -> Detector:
    found = Detector(DEFAULT_LANGUAGES, request.param)
    found.warm()
    return found


@pytest.fixture(scope="session")
def plain() -> Detector:
    """Where the library makes no difference."""
    return Detector(DEFAULT_LANGUAGES, "langdetect")
