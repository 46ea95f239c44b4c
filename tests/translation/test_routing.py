"""Which way a text goes from one language to another."""

from tests.translation.scripted import Scripted
from translation.engines.port import Edge
from translation.routing import MAX_HOPS, paths


def routes(*engines: Scripted, source: str = "es", target: str = "en") -> list[str]:
    return [f"{path.route} {path.engines}" for path in paths(engines, source, target)]


def test_a_good_chain_is_taken_before_a_poor_direct_way() -> None:
    rules = Scripted("rules", Edge("es", "en", 0.54), Edge("es", "ca", 0.9), Edge("ca", "pt", 0.9))
    neural = Scripted("neural", Edge("pt", "en", 0.76))
    assert routes(rules, neural) == ["es>ca>pt>en rules+neural", "es>en rules"]


def test_no_way_is_longer_than_three_hops_or_goes_through_a_language_twice() -> None:
    around = Scripted(
        "around",
        Edge("es", "ca", 0.9),
        Edge("ca", "es", 0.9),
        Edge("ca", "pt", 0.9),
        Edge("pt", "fr", 0.9),
        Edge("fr", "en", 0.9),
    )
    assert routes(around) == []
    assert routes(around, target="fr") == ["es>ca>pt>fr around"]
    assert MAX_HOPS == 3


def test_what_is_only_a_whole_way_is_no_hop_of_another() -> None:
    book = Scripted("book", Edge("es", "pt", 1.0, chains=False))
    neural = Scripted("neural", Edge("pt", "en", 0.76))
    assert routes(book, neural) == []
    assert routes(book, neural, target="pt") == ["es>pt book"]


def test_every_engine_stands_as_a_way_of_its_own_and_its_cost_counts() -> None:
    dear = Scripted("dear", Edge("es", "en", 0.9, cost=0.5))
    cheap = Scripted("cheap", Edge("es", "en", 0.6))
    assert routes(dear, cheap) == ["es>en cheap", "es>en dear"]


def test_an_engine_that_is_down_is_on_no_way() -> None:
    down, up = Scripted("down", Edge("es", "en", 0.9)), Scripted("up", Edge("es", "en", 0.5))
    down.open = False
    assert routes(down, up) == ["es>en up"]


def test_several_hops_or_a_poor_one_are_rough() -> None:
    poor = Scripted("poor", Edge("es", "en", 0.54))
    good = Scripted("good", Edge("es", "pt", 0.9), Edge("pt", "en", 0.9))
    assert [(path.route, path.rough) for path in paths([poor, good], "es", "en")] == [
        ("es>pt>en", True),
        ("es>en", True),
    ]
    assert not paths([good], "es", "pt")[0].rough
