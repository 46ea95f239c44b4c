"""After: Spanish that tells somebody to do something, with the pronoun where it belongs.

From Portuguese by way of Catalan comes "Me envíe una foto", which is said of nobody; "Envíeme una
foto" is meant.
"""

import re

_FORMS = """
avise:avíse cambie:cámbie comunique:comuníque confirme:confírme contacte:contácte cuente:cuénte
dé:de deje:déje devuelva:devuélva diga:díga disculpe:discúlpe envíe:envíe escriba:escríba
espere:espére explique:explíque haga:hága indique:indíque informe:infórme llame:lláme mande:mánde
mantenga:manténga muestre:muéstre pague:págue perdone:perdóne permita:permíta reembolse:reembólse
responda:respónda revise:revíse traiga:tráiga use:úse
"""
_STRESSED = dict(form.split(":") for form in _FORMS.split())
_PRONOUN_FIRST = re.compile(
    rf"(?P<lead>(?:^|[.!;] |\b[Pp]or favor, |\b[Oo] )¡?)(?P<pronoun>me|nos|l[oae]s?)"
    rf" (?P<verb>{'|'.join(_STRESSED)})\b",
    re.IGNORECASE,
)


def told_to(text: str) -> str:
    """The sentence with "Me diga" as "Dígame"; after "que" and the like the order stays."""
    return _PRONOUN_FIRST.sub(_after_verb, text)


def _after_verb(match: re.Match[str]) -> str:
    verb = _STRESSED.get(match["verb"].lower())
    if verb is None:  # patterns take "ı" for an "i"
        return match.group()
    told = verb + match["pronoun"].lower()
    return match["lead"] + (told.capitalize() if match["pronoun"][0].isupper() else told)
