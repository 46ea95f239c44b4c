"""The languages that one script leaves open, and how they are told apart."""

from collections.abc import Mapping, Sequence

from translation.detection.letters import NOT_RUSSIAN, Letters
from translation.detection.models import Model
from translation.detection.scripts import script_of
from translation.detection.vocabulary import Scores, Vocabulary

CLEAR = 4.0
"""Log-likelihood ratio, some fifty to one, at which cheap evidence ends the search: a long word of
one language alone and a short one, or three short ones."""

WITHOUT_KANA = 0.5
"""The same for Chinese by each Han character of a text that has no kana: phrases of three or four
are written so in Japanese ("送料無料"), sentences never."""


class Group:
    """Languages of one script; `model` is asked where words and letters leave room for doubt."""

    def __init__(self, script: str, languages: Sequence[str], model: Model | None) -> None:
        self._script = script
        self._languages = tuple(languages)
        self._vocabulary = Vocabulary(languages)
        self._letters = Letters(languages)
        self._model = model

    def candidates(self, profile: str | None) -> Sequence[str]:
        """The languages, and that of a profile which is written in this script too."""
        if profile is None or profile in self._languages or script_of(profile) != self._script:
            return self._languages
        return (*self._languages, profile)

    def excludes(self, words: Sequence[str]) -> bool:
        """That the text is in a language of this script which is none of these."""
        return self._languages == ("ru",) and not NOT_RUSSIAN.isdisjoint("".join(words))

    def scores(self, text: str, words: Sequence[str], prior: Mapping[str, float]) -> Scores:
        """Unnormalised log-probabilities of the languages in `prior`."""
        if len(prior) == 1:
            return dict(prior)
        evidence = dict.fromkeys(prior, 0.0)
        self._vocabulary.add(words, evidence)
        self._letters.add(text, words, evidence)
        if "zh" in evidence and self._script == "Hani":
            evidence["zh"] += WITHOUT_KANA * sum(map(len, words))
        scores = {lang: evidence[lang] + prior[lang] for lang in prior}
        if self._model is None or _settled(evidence, scores):
            return scores
        return _joined(scores, self._model.scores(words))


def best(scores: Mapping[str, float]) -> str:
    """The first of those with the highest score."""
    return max(scores, key=scores.__getitem__)


def _settled(evidence: Scores, scores: Scores) -> bool:
    """The same language leads clearly, with the prior and without."""
    return _leads(scores) and _leads(evidence) and best(scores) == best(evidence)


def _leads(scores: Scores) -> bool:
    first, second = sorted(scores.values(), reverse=True)[:2]
    return first - second >= CLEAR


def _joined(scores: Scores, likelihoods: Mapping[str, float]) -> Scores:
    """A language that the model does not know is not spoken against by it."""
    most = max(likelihoods.values(), default=0.0)
    return {lang: score + likelihoods.get(lang, most) for lang, score in scores.items()}
