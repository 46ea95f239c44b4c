"""The detector of a marketplace: its languages, one library, nothing kept between calls."""

from collections.abc import Mapping, Sequence
from math import exp
from threading import Lock

from translation.detection.detected import NO_LANGUAGE, Detected
from translation.detection.group import Group, best
from translation.detection.models import Choice, Model, model_maker
from translation.detection.priors import prior
from translation.detection.scripts import script, script_of, written_in
from translation.detection.tokens import words_of
from translation.languages import base

LONGEST = 600
"""Characters read of a message. Two sentences settle a language; the rest would only cost time."""


class Detector:
    """Tells the language of a message among `languages` (codes as in profiles: "pt-BR" is "pt").

    Raises ModelMissing when lingua is asked for and not installed. Safe to use from many threads;
    the same text, profile and history give the same answer always.
    """

    def __init__(self, languages: Sequence[str], engine: Choice = "auto") -> None:
        self.languages = tuple(dict.fromkeys(map(base, languages)))
        self._model_of = model_maker(engine)
        self._groups: Mapping[str, Group] | None = None
        self._loading = Lock()

    def warm(self) -> None:
        """Loads word lists and models, in some 0.1 s (langdetect) or 2 s (lingua)."""
        self._loaded()

    def detect(
        self, text: str, *, profile: str | None = None, history: Sequence[str] = ()
    ) -> Detected:
        """The language of `text`, whole and unmasked.

        `profile` is the sender's language, which stays unless another is clearly likelier;
        `history` the languages of the sender's messages before, the newest last.
        """
        text = text[:LONGEST]
        words = words_of(text)
        group = self._loaded().get(script(words) or "")
        if group is None or group.excludes(words):
            return NO_LANGUAGE
        own = base(profile) if profile else None
        spoken = [base(lang) for lang in history]
        expected = prior(group.candidates(own), own, spoken, offered=own in self.languages)
        return self._answer(group.scores(text, words, expected))

    def _answer(self, scores: Mapping[str, float]) -> Detected:
        lang = best(scores)
        if lang not in self.languages:
            return NO_LANGUAGE
        top = scores[lang]
        return Detected(lang, 1.0 / sum(exp(score - top) for score in scores.values()))

    def _loaded(self) -> Mapping[str, Group]:
        with self._loading:
            if self._groups is None:
                self._groups = self._load()
            return self._groups

    def _load(self) -> Mapping[str, Group]:
        names = {script_of(lang) for lang in self.languages}
        names |= {"Hani"} if "Kana" in names else set()
        fitting = {name: written_in(name, self.languages) for name in sorted(names)}
        return {name: Group(name, own, self._model(name, own)) for name, own in fitting.items()}

    def _model(self, script_name: str, languages: Sequence[str]) -> Model | None:
        """None for Han characters alone, where the libraries say "Chinese" whatever it is."""
        return None if script_name == "Hani" else self._model_of(languages)
