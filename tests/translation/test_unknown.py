"""Words that a hop does not know."""

from collections.abc import Mapping

from tests.translation.scripted import Scripted
from translation.engines.port import Edge, Rendering
from translation.routing import Hop
from translation.unknown import Unknown

CA_PT = Edge("ca", "pt", 0.9)


def dictionary(words: Mapping[str, str]) -> Scripted:
    """Translates word by word; what is not in it is passed through, and told."""

    def answer(text: str) -> Rendering:
        asked = text.split()
        unknown = tuple(word for word in asked if word not in words)
        return Rendering(" ".join(words.get(word, word) for word in asked), unknown)

    return Scripted("direct", CA_PT, answer=answer)


def around(words: Mapping[str, str]) -> Scripted:
    """The same by way of Spanish."""
    engine = dictionary(words)
    engine.name = "around"
    engine._edges = (Edge("ca", "es", 0.9), Edge("es", "pt", 0.8))
    return engine


async def settled(text: str, direct: Scripted, *others: Scripted, edge: Edge = CA_PT) -> Rendering:
    hop = Hop(direct, edge)
    return await Unknown((direct, *others))(hop, text, direct._answer(text))  # type: ignore[misc]


async def test_a_word_is_asked_along_another_way() -> None:
    direct = dictionary({"vull": "quero", "un": "um"})
    way = around({"reemborsament": "reembolso", "reembolso": "reembolso"})
    found = await settled("vull un reemborsament", direct, way)
    assert found == Rendering("quero um reembolso")
    assert "vull" not in " ".join(way.asked)


async def test_what_the_other_way_does_not_know_stays_and_is_told() -> None:
    found = await settled("un florer", dictionary({"un": "um"}), around({"florer": "florero"}))
    assert found == Rendering("um florer", ("florer",))


async def test_a_missing_accent_is_put_in_where_only_one_word_is_meant() -> None:
    direct = dictionary({"todavía": "ainda", "no": "não", "pedí": "pedi", "pédi": "x"})
    direct._edges = (Edge("es", "pt", 0.9),)
    edge = direct._edges[0]
    assert (await settled("todavia no", direct, edge=edge)).text == "ainda não"
    both = dictionary({"achète": "compra", "acheté": "comprado"})
    both._edges = (Edge("fr", "es", 0.9),)
    assert (await settled("achete", both, edge=both._edges[0])).unknown == ("achete",)


async def test_a_sentence_in_another_language_is_not_worked_on() -> None:
    way = around({"w": "w"})
    mixed = "a b c d e f g w wx wxx wxxx wxxxx wxxxxx wxxxxxx"
    known = dictionary({letter: letter for letter in "abcdefg"})
    for text in ("w wx wxx", mixed):
        assert (await settled(text, known, way)).text == text
    assert way.asked == []


async def test_held_down_letters_are_not_asked_about_one_by_one() -> None:
    direct, way = dictionary({"no": "não"}), around({})
    direct._edges = (Edge("es", "pt", 0.9),)
    laughter = "ja" * 2_000
    found = await settled(f"no {laughter}", direct, way, edge=direct._edges[0])
    assert found == Rendering(f"não {laughter}", (laughter,))
    assert direct.asked == way.asked == []
