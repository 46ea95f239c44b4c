"""Rules before, between and after the engines, and what they must never touch."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation.polish import after, before, between

LANGUAGES = ("en", "es", "fr", "pt", "it", "de", "zh", "ca")
WORDS = (
    "hola", "q", "cuanto cuesta", "el envio", "¿", "?", "!", ",", ".", "...", "usted", "yo", "I",
    "i", "enviá-lo-emos", "Pode-me", "a direção", "pedido", "order", "request", "Is", "new",
    "est-il", "vous", "podeis", "pouvez-vous", "\ue000", "\ue001", "#12", "19,99", "42",
    "Do they sell", "encargo", "lo envío", "M", "l'", "3-5", "À", "你好", "Come with",
    "Works", "\n",
)  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=40)
languages = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text", "spelled"),
    [
        ("es", "q tal, cuanto cuesta el envio?", "Qué tal, cuánto cuesta el envío?"),
        ("es", "xq no llega tb", "Porque no llega también."),
        ("es", "Esta disponible?", "Está disponible?"),
        ("es", "esta silla", "esta silla"),
        ("pt", "vc tem tbm em azul? obg", "Você tem também em azul? obrigado."),
        ("fr", "bjr, stp", "Bonjour, s'il te plaît."),
        ("fr", "La pile est-elle incluse ?", "La pile est incluse ?"),
        ("fr", "Est-il neuf ?", "Il est neuf ?"),
        ("fr", "Avez-vous du stock ?", "Vous avez du stock ?"),
        ("en", "can u send pics pls", "Can you send photos please."),
        ("es", "Tengo la chaqueta, ¿la quiere?", "Tengo la chaqueta. ¿La quiere?"),
        ("es", "Llevo dos días esperando", "Estoy esperando desde hace dos días."),
        ("es", "la devolucion de 2 articulos", "La devolución de 2 artículos."),
        ("es", "No hace falta que venga", "No es necesario que venga."),
        ("es", "Vuelvo a enviar las fotos", "Voy a enviar de nuevo las fotos."),
        ("es", "¿Me podéis enviar fotos?", "¿Me puede enviar fotos?"),
        ("es", "Si compro dos, ¿es más barato?", "Si compro dos, ¿es más barato?"),
        ("en", "It is a gift, could you wrap it?", "It is a gift. Could you wrap it?"),
        ("en", "If I buy two, is it less?", "If I buy two, is it less?"),
        ("es", "Los audífonos \ue000", "Los auriculares \ue000"),
        ("es", "Me lo enviaron roto", "Lo enviaron roto."),
        ("es", "¿Me la pueden cambiar?", "¿La pueden cambiar?"),
        ("es", "Me lo dijo el vecino", "Lo dijo el vecino."),
        ("es", "¿Puede enviármelo hoy?", "¿Puede enviarlo hoy?"),
        ("es", "Me lo quedo", "Lo acepto"),
        ("es", "Me lo voy a quedar", "Me lo voy a quedar."),
        ("es", "Mándemelo hoy", "Mándemelo hoy"),
        ("es", "A mi hijo le queda grande", "Es demasiado grande para mi hijo."),
        ("es", "ya pague el pedido", "Ya pagué el pedido."),
        ("es", "No pague todavía", "No pague todavía."),
        ("es", "no pague nada", "No pague nada."),
        ("es", "Se cayó la tapa, ¿venden otra?", "Se cayó la tapa. ¿Venden otra?"),
        ("de", "q u", "q u"),
        ("en", "İ ım", "İ ım"),
    ],
)
def test_spelling(language: str, text: str, spelled: str) -> None:
    assert before(text, language) == spelled


@pytest.mark.parametrize(
    ("original", "source", "target", "made", "repaired"),
    [
        ("Mi dirección ha cambiado", "es", "pt", "A minha direção mudou", "O meu endereço mudou"),
        ("Gira en esa calle", "es", "pt", "Em que direção", "Em que direção"),
        ("¿Me puede enviar fotos?", "es", "pt", "Pode-me enviar fotos?",
         "Você pode me enviar fotos?"),
        ("Lo enviaremos hoy.", "es", "pt", "Enviá-lo-emos hoje.", "Vamos enviá-lo hoje."),
        ("Lo necesito hoy.", "es", "pt", "O preciso hoje.", "Eu o preciso hoje."),
        ("¿Cuándo se enviará?", "es", "pt", "Quando enviar-se-á?", "Quando vai ser enviado?"),
        ("El pedido no llega.", "es", "pt", "O pedido não chega.", "O pedido não chega."),
        ("La foto es buena.", "es", "pt", "A foto é boa.", "A foto é boa."),
        ("¿Es nuevo?", "es", "pt", "É novo?", "Ele é novo?"),
        ("¿Es posible?", "es", "pt", "É possível?", "É possível?"),
        ("Me cobraron dos veces", "es", "pt", "Me cobraram duas vezes",
         "Eles me cobraram duas vezes"),
        ("Pedí una y me enviaron otra", "es", "pt", "Pedi uma e enviaram-me outra",
         "Pedi uma e eles me enviaram outra"),
        ("Pago cuando me envíen otro", "es", "pt", "Pago quando me enviem outro",
         "Pago quando vocês me enviem outro"),
        ("Lo compro si me llega hoy", "es", "pt", "Eu o compro se me chega hoje",
         "Eu o compro se me chega hoje"),
        ("Devuélvanme el dinero", "es", "pt", "Devolvam-me o dinheiro", "Devolvam-me o dinheiro"),
        ("Devolvieron", "es", "pt", "Devolvam-me o dinheiro", "Me devolvam o dinheiro"),
        ("Me gustaron", "es", "pt", "Gostaram-me", "Me gostaram"),
        ("¿Los cambian?", "es", "pt", "Mudam-nos?", "Os mudam?"),
        ("We will refund it", "en", "pt", "Nós o reembolsaremos", "O reembolsaremos"),
        ("Nós", "en", "pt", "Nós e você", "Nós e você"),
        ("Vous pouvez venir", "fr", "pt", "Podeis vir", "Pode vir"),
        ("Vous avez envoyé une autre", "fr", "es", "Enviasteis otra", "Envió otra"),
        ("My order is late", "en", "es", "Mi encargo tarda", "Mi pedido tarda"),
        ("Mi pedido no llega", "es", "en", "My request does not come", "My order does not come"),
        ("Quiero pedir algo", "es", "en", "I have a request", "I have a request"),
    ],
)  # fmt: skip
def test_between(original: str, source: str, target: str, made: str, repaired: str) -> None:
    assert between(made, original, source, target) == repaired


@pytest.mark.parametrize(
    ("original", "source", "target", "made", "finished"),
    [
        ("Do you have it?", "en", "es", "Usted lo tiene?", "¿Lo tiene?"),
        ("Hello, is it there?", "en", "es", "Hola, está ahí?", "Hola, ¿está ahí?"),
        ("When is it?", "en", "es", "Cuando es?", "¿Cuándo es?"),
        ("It is for you", "en", "es", "Es para usted", "Es para usted"),
        ("Great!", "en", "es", "Estupendo!", "¡Estupendo!"),
        ("Ana, so sorry!", "en", "es", "Ana, lo siento mucho!", "Ana, ¡lo siento mucho!"),
        ("Thanks, Ana!", "en", "es", "Gracias, Ana!", "¡Gracias, Ana!"),
        ("Tell me", "en", "es", "Me diga", "Dígame"),
        ("Please give us two", "en", "es", "Por favor, nos dé dos", "Por favor, denos dos"),
        ("I want you to tell me", "en", "es", "Quiero que me diga", "Quiero que me diga"),
        ("A 20% discount", "en", "es", "Un descuento 20%", "Un descuento del 20%"),
        ("Before Monday", "en", "es", "Antes de lunes", "Antes del lunes"),
        ("Ask if you want", "en", "es", "Pida se quiera", "Pida si quiere"),
        ("Recibí la \ue000", "es", "en", "I received it to \ue000", "I received the \ue000"),
        ("La dio a la \ue000", "es", "en", "He gave it to \ue000", "He gave it to \ue000"),
        ("¿Es nuevo o usado?", "es", "en", "Is new or used?", "Is it new or used?"),
        ("¿Funciona bien?", "es", "en", "Does It Work Well?", "Does it work well?"),
        ("¿Venden sillas?", "es", "en", "Do they sell chairs?", "Do you sell chairs?"),
        ("hoy no puedo", "es", "en", "today i can't.", "today I can't"),
        ("Who?", "en", "es", "Quıen?", "¿Quıen?"),
        ("¿Seguro?", "es", "fr", "Sûr?", "Sûr ?"),
        ("¿Puede venir?", "es", "fr", "Il peut venir?", "Vous pouvez venir ?"),
        ("Él puede venir", "es", "fr", "Il peut venir", "Il peut venir"),
        ("Ya pagué", "es", "fr", "Déjà j'ai payé", "J'ai déjà payé"),
        ("你好", "zh", "en", "hello", "Hello"),
    ],
)
def test_after(original: str, source: str, target: str, made: str, finished: str) -> None:
    assert after(made, original, source, target) == finished


def kept(text: str) -> list[str]:
    """Placeholders and digits, in any order."""
    return sorted(re.findall(r"[\ue000-\uf8ff]|\d", text))


@given(texts, texts, languages, languages)
def test_placeholders_and_digits_never_change(
    text: str, original: str, source: str, target: str
) -> None:
    assert kept(before(text, source)) == kept(text)
    assert kept(between(text, original, source, target)) == kept(text)
    assert kept(after(text, original, source, target)) == kept(text)


@given(texts, texts, languages, languages)
def test_what_is_finished_stays_as_it_is(
    text: str, original: str, source: str, target: str
) -> None:
    once = after(text, original, source, target)
    assert after(once, original, source, target) == once
