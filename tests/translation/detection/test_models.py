"""Which library is used, and that loading it is safe from many threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.translation.detection.conftest import ENGINES
from translation.detection import Choice, Detector, ModelMissing, models
from translation.detection.lingua_model import Lingua
from translation.detection.ngrams import Ngrams
from translation.languages import DEFAULT_LANGUAGES

LATIN = ["en", "es", "fr", "pt", "it", "de"]


def test_lingua_is_used_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(models.model_maker("auto")(LATIN), Lingua)
    assert isinstance(models.model_maker("langdetect")(LATIN), Ngrams)
    monkeypatch.setattr(models, "find_spec", lambda _name: None)
    assert isinstance(models.model_maker("auto")(LATIN), Ngrams)
    with pytest.raises(ModelMissing):
        Detector(LATIN, "lingua")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("languages", [[], ["en"], ["en", "xx"]])
def test_no_model_is_made_for_less_than_two_languages(engine: Choice, languages: list[str]) -> None:
    assert models.model_maker(engine)(languages) is None


@pytest.mark.parametrize("engine", ENGINES)
def test_a_model_names_languages_as_everything_else_does(engine: Choice) -> None:
    model = models.model_maker(engine)(["no", "en", "sv"])
    assert model is not None
    scores = model.scores(["hvor", "er", "pakken", "min"])
    assert max(scores, key=scores.__getitem__) == "no"
    assert scores.keys() == {"no", "en", "sv"}


def test_first_calls_from_many_threads_agree() -> None:
    texts = ["original o imitación", "é original ou réplica", "originale o falso", "ist das echt"]
    cold, together = Detector(DEFAULT_LANGUAGES, "langdetect"), threading.Barrier(8)

    def ask(_thread: int) -> list[object]:
        together.wait()
        return [cold.detect(text) for text in texts for _ in range(20)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    warm = Detector(DEFAULT_LANGUAGES, "langdetect")
    assert answers == [[warm.detect(text) for text in texts for _ in range(20)]] * 8
