"""What engines behind an HTTP API have in common."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from translation.engines.port import Edge, Unsupported


def edges_between(
    languages: Iterable[str], quality: Callable[[str, str], float], cost: float
) -> list[Edge]:
    """Every pair of the languages, each as a whole way of its own.

    Chaining what travels over the network would double its time and its price.
    """
    known = list(languages)
    return [
        Edge(source, target, quality(source, target), cost, chains=False)
        for source in known
        for target in known
        if source != target
    ]


def code_of(language: str, codes: Mapping[str, str]) -> str:
    """The provider's own code; raises Unsupported."""
    code = codes.get(language)
    if code is None:
        raise Unsupported("a language that it does not know")
    return code


def spoken(languages: Sequence[str], codes: Mapping[str, str]) -> list[str]:
    """Of the languages those that the provider knows."""
    return [language for language in languages if language in codes]
