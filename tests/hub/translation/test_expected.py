"""While somebody writes, engines load what the other side will read."""

from tests.hub.translation.conftest import Babel, buyer
from tests.support.speaking import about
from tests.support.timing import until


async def test_writing_has_engines_load_the_pair_of_languages(babel: Babel) -> None:
    stall = await babel.shop("de")
    phone = await babel.hub.connect(buyer("fr"))
    conversation = await about(phone, stall.id)
    babel.translator.expected.clear()
    await phone.ok("typing", {"conversation_id": conversation, "typing": False})
    await phone.ok("typing", {"conversation_id": conversation, "typing": True})
    await until(lambda: babel.translator.expected, "the engines are told")
    assert babel.translator.expected == [("fr", "de")]


async def test_nothing_loads_between_people_of_one_language(babel: Babel) -> None:
    stall = await babel.shop("fr")
    phone, other = await babel.hub.connect(buyer("fr")), await babel.hub.connect(buyer("es"))
    conversation, third = await about(phone, stall.id), await about(other, stall.id)
    babel.translator.expected.clear()
    await phone.ok("typing", {"conversation_id": conversation, "typing": True})
    await other.ok("typing", {"conversation_id": third, "typing": True})
    await until(lambda: babel.translator.expected, "the others' engines are told")
    assert babel.translator.expected == [("es", "fr")]
