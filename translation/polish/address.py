"""How a reader is addressed: "você" and "usted" instead of the old plural that "vous" becomes."""

import re

_WRITTEN = re.compile(r"\b(?:vous|votre|vos|\w+ez)\b", re.IGNORECASE)

_IRREGULAR = {
    "pt": "podeis:pode tendes:tem sois:é estais:está fazeis:faz quereis:quer vendeis:vende ides:vai"
    " vindes:vem dizeis:diz dais:dá sabeis:sabe deveis:deve aceitais:aceita enviais:envia"
    " preferis:prefere"
    " pensais:pensa recebeis:recebe desejais:deseja propondes:propõe ponde:ponha"
    " vedes:vê"
    " usais:usa utilizais:utiliza entregais:entrega expedis:expede mandais:manda comprais:compra"
    " procurais:procura recomendais:recomenda falais:fala conheceis:conhece trocais:troca"
    " vosso:seu vossa:sua vossos:seus vossas:suas vós:você enviai:envie",
    "es": "podéis:puede tenéis:tiene queréis:quiere sois:es vais:va estáis:está hacéis:hace"
    " venís:viene vendéis:vende pensáis:piensa preferís:prefiere recomendáis:recomienda"
    " entregáis:entrega enviáis:envía dais:da vuestro:su vuestra:su vuestros:sus vuestras:sus"
    " vosotros:usted",
}
_ENDINGS = {
    "pt": (
        ("astes", "ou"),
        ("estes", "eu"),
        ("istes", "iu"),
        ("areis", "ará"),
        ("ereis", "erá"),
        ("ireis", "irá"),
        ("aríeis", "aria"),
        ("eríeis", "eria"),
        ("iríeis", "iria"),
    ),
    "es": (
        ("asteis", "ó"),
        ("isteis", "ió"),
        ("aréis", "ará"),
        ("eréis", "erá"),
        ("iréis", "irá"),
        ("aríais", "aría"),
        ("eríais", "ería"),
        ("iríais", "iría"),
        ("áis", "a"),
        ("éis", "e"),
    ),
}
_NO_VERBS = frozenset({"estes", "destes", "nestes", "celestes", "testes", "contrastes", "tristes"})
_VERB = re.compile(r"[^\W\d_]{4,}", re.IGNORECASE)
_CLITIC = {
    "pt": (re.compile(r"(?<=[aei]r)-vos\b"), "-lhe"),
    "es": (re.compile(r"(?<=\b)(o|O)s\b(?= [a-záéíóú])"), "le"),
}
_TO_YOU = re.compile(r"(\b(?:pued[oe]|podemos|voy a|vamos a|quiero|queremos|para) \w+[aei]r)os\b")
_AUXILIARY = {"pt": "tem", "es": "ha"}
_HAVE = {"pt": "haveis", "es": "habéis"}


def singular(text: str) -> str:
    """Spanish "podéis" as "puede": a shop is spoken to, and engines know the one better."""
    return _VERB.sub(lambda word: _like(_third(word.group().lower(), "es"), word.group()), text)


def addressed(text: str, original: str, target: str) -> str:
    """`text` made from French, its verbs for "vous" in the third person."""
    if target not in _ENDINGS or not _WRITTEN.search(original):
        return text
    pattern, third = _CLITIC[target]
    text = pattern.sub(lambda at: _like(third, at.group()), text)
    text = _TO_YOU.sub(r"\1le", text) if target == "es" else text
    return _VERB.sub(lambda word: _like(_third(word.group().lower(), target), word.group()), text)


def _third(word: str, target: str) -> str:
    if word == _HAVE[target]:
        return _AUXILIARY[target]
    irregular = _FORMS[target].get(word)
    if irregular or word in _NO_VERBS:
        return irregular or word
    for ending, third in _ENDINGS[target]:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + third
    return word


def _like(form: str, model: str) -> str:
    if form == model.lower():
        return model
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


_FORMS = {
    language: dict(pair.split(":") for pair in pairs.split())
    for language, pairs in _IRREGULAR.items()
}
