"""Spanish as it is written: ¿ and ¡, accents of questions, no subject where the verb has it."""

import re

from translation.polish.commands import told_to

_WORDS = {
    "que": "qué",
    "cual": "cuál",
    "cuales": "cuáles",
    "cuanto": "cuánto",
    "cuanta": "cuánta",
    "cuantos": "cuántos",
    "cuantas": "cuántas",
    "cuando": "cuándo",
    "donde": "dónde",
    "como": "cómo",
    "quien": "quién",
}
_FIRST = re.compile(
    rf"(¿\s*(?:(?:a|de|en|con|por|para|desde|hasta) )?)({'|'.join(_WORDS)})\b", re.IGNORECASE
)
_LEADING = re.compile(
    r"^(¿?)(?:usted|ustedes|yo|nosotros|él|vosotros) (?=(?!y\b|o\b|mism)[^\W\d_])", re.IGNORECASE
)
_INSIDE = re.compile(
    r"(?<!\ba )(?<!\bde )(?<!\bcon )(?<!\bpara )(?<!\bque )(?<!\bpor )(?<!\by )"
    r"(?<!\bo )(?<!\bcomo )"
    r"\b(?:usted|ustedes|yo|nosotros) (?=(?!y\b|o\b|mism|que\b)[^\W\d_])"
)
_THE_IT = re.compile(
    r"\b(es|del|para|por|con|sin|cuesta|es que|incluye) lo (envío|pedido|precio|paquete)\b"
)


_PASSIVE = re.compile(
    r"\b(pedido|paquete|artículo|producto|reembolso|pago)( (?:no )?(?:ha sido|fue|será|está) )"
    r"(\w+[ai]d)a\b"
)
_ENVIAR_PARA = re.compile(r"\b([Ee]nv(?:ía|ían|ío|íos|iar|iamos)) para (?=(?:l[ao]s? )?[A-ZÁÉÍÓÚ])")
_WHAT = re.compile(r"^(¿?)El que (?=.*\?$)")
_IF = re.compile(
    r"\b([Ss]i (?:usted |(?:el|la|su|mi) \w+ )?)"
    r"(tenga|pueda|quiera|necesite|haga|prefiera|sepa|haya|compre|desee|esté)\b"
)
_SE = re.compile(
    r"\b([Ss])e (?=(?:usted )?"
    r"(?:tenga|pueda|quiera|desee|necesite|haga|prefiera|sepa|haya|compre)\b)"
)
_WROTE_IF = re.compile(r"\bif\b", re.IGNORECASE)
_AFTER_IF = {
    "tenga": "tiene",
    "pueda": "puede",
    "quiera": "quiere",
    "necesite": "necesita",
    "haga": "hace",
    "prefiera": "prefiere",
    "sepa": "sabe",
    "haya": "hay",
    "desee": "desea",
    "esté": "está",
    "compre": "compro",
}
_DISCOUNT = re.compile(r"\b(descuentos?) (?=[\ue000-\uf8ff\d])")
_BEFORE_DAY = re.compile(
    r"\b([Aa]ntes|[Dd]espués) de (?=(?:lunes|martes|miércoles|jueves|viernes)\b)"
)
_AGO = re.compile(r"\b([Hh])ay (?=\w+ (?:días?|semanas?|meses|mes|horas?|años?)\b)")


def finished(text: str, original: str, source: str) -> str:
    """The sentence with its opening marks and without redundant subjects."""
    if _WROTE_IF.search(original):
        text = _SE.sub(r"\1i ", text)
    text = _plain(_THE_IT.sub(r"\1 el \2", text), source)
    if source in ("en", "pt", "fr"):
        text = _INSIDE.sub("", _LEADING.sub(r"\1", text))
    return _FIRST.sub(_accented, _opened(text))


def _plain(text: str, source: str) -> str:
    """What chains of engines leave of agreement and small words."""
    text = _WHAT.sub(r"\1Qué ", _PASSIVE.sub(r"\1\2\3o", text))
    text = _DISCOUNT.sub(r"\1 del ", _BEFORE_DAY.sub(r"\1 del ", text))
    text = told_to(_ENVIAR_PARA.sub(r"\1 a ", text))
    text = _IF.sub(lambda at: at[1] + _AFTER_IF[at[2]], text)
    return _AGO.sub(r"\1ace ", text) if source == "fr" else text


def _opened(text: str) -> str:
    if text.endswith("?") and "¿" not in text:
        return _open_last_clause(text, "¿")
    if text.endswith("!") and "¡" not in text and "¿" not in text:
        return _open_last_clause(text, "¡")
    return text


def _open_last_clause(text: str, mark: str) -> str:
    """After a greeting or a name; at the very beginning where the clause has commas itself."""
    head, comma, tail = text.rpartition(", ")
    if comma and len(head.split()) <= 3 and len(tail.split()) > 1:  # noqa: PLR2004 - a greeting's length
        return f"{head}, {mark}{tail}"
    return f"{mark}{text}"


def _accented(match: re.Match[str]) -> str:
    word = _WORDS.get(match[2].lower())
    if word is None:  # patterns take "ı" for an "i"
        return match.group()
    return match[1] + (word[:1].upper() + word[1:] if match[2][:1].isupper() else word)
