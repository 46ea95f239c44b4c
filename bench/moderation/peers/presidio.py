"""Microsoft Presidio with its recognisers of contact and payment data, and the words.

A blank spaCy pipeline splits the text into words: the trained ones are not on the package index,
and find people and places, which are no contact data. Results of any score count.
"""

import re

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    CryptoRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    PhoneRecognizer,
    UrlRecognizer,
)

from bench.moderation import worker
from bench.moderation.peers.shared import REGIONS, WORDS


class BlankPipeline(SpacyNlpEngine):  # type: ignore[misc]  # not installed where types are checked
    """Words only: no model to fetch."""

    def load(self) -> None:
        self.nlp = {"en": spacy.blank("en")}


def load() -> worker.Check:
    # The list of public suffixes that is in the package, instead of fetching a newer one.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    pipeline = BlankPipeline(models=[{"lang_code": "en", "model_name": "blank"}])
    pipeline.load()
    engine = AnalyzerEngine(_registry(), pipeline, supported_languages=["en"])

    def check(texts: list[str]) -> tuple[str, list[str]]:
        found = engine.analyze(worker.joined(texts), language="en")
        return "block" if found else "allow", sorted({each.entity_type for each in found})

    return check


def _registry() -> RecognizerRegistry:
    spaced = [word for word in WORDS if not _unspaced(word)]
    unspaced = "|".join(word for word in WORDS if _unspaced(word))
    recognizers = [
        PhoneRecognizer(supported_regions=REGIONS),
        EmailRecognizer(),
        UrlRecognizer(),
        IpRecognizer(),
        CryptoRecognizer(),
        IbanRecognizer(),
        PatternRecognizer("NAME", deny_list=spaced, global_regex_flags=re.IGNORECASE),
        PatternRecognizer("UNSPACED_NAME", patterns=[Pattern("name", unspaced, score=1)]),
    ]
    return RecognizerRegistry(recognizers=recognizers, supported_languages=["en"])


def _unspaced(word: str) -> bool:
    """Whether its script is written without spaces, so that it has no boundaries in a text."""
    return "\u3040" <= word[0] <= "\u9fff"


if __name__ == "__main__":
    worker.serve(load)
