"""European Portuguese, as rule-based engines write it, in the shape that the next engine was fed.

Pronouns go before the verb ("enviaram-me" becomes "me enviaram"), futures are not split in two
("enviá-lo-emos"), and a question has the subject that Spanish and Italian leave out.
"""

import re

from translation.polish.questions import is_question

_SPLIT_FUTURE = re.compile(r"\b(\w+?)(á|ê|í|i)-l([oa]s?)-(ei|ás|á|emos|ão|ia|iam)\b", re.IGNORECASE)
_SPLIT_OTHER = re.compile(
    r"\b(\w+[aei]r)-(me|te|lhe|nos|lhes|se)-(ei|ás|á|emos|ão|ia|iam)\b", re.IGNORECASE
)
_FULL = {"á": "a", "ê": "e", "í": "i", "i": "i"}
_GOING = {"ei": "vou", "ás": "vai", "á": "vai", "emos": "vamos", "ão": "vão"}
_TWO_PRONOUNS = re.compile(r"(?<![\w-])(\w+)-(?:lh|t)([oa]s?)\b", re.IGNORECASE)
_AFTER_VERB = re.compile(r"(?<![\w-])(\w+)-(me|te|lhe|nos|lhes|o|a|os|as)\b(?!-)", re.IGNORECASE)
_KEEPS_ORDER = re.compile(r"(?:[aeiou]r|[áêíô]|ndo|e|em)$", re.IGNORECASE)
_THEM = re.compile(r"(?<![\w-])(\w+m)-nos\b", re.IGNORECASE)
_US = re.compile(r"\bnos\b|nos\b", re.IGNORECASE)
_THEY = re.compile(
    r"((?:^|[,:;] |\b(?:e|mas) ))(me (?!cheg|falt|sobr|gost|serv|parec|caí|enganar)\w+[aei]ram)\b",
    re.IGNORECASE,
)
_NOT_DONE = "cheg|falt|sobr|gost|serv|parec|caí|cai|enganar|interess|encant|conv[ée]m|sai"
_WHEN_YOU = re.compile(
    rf"\b(quando|se|até que|assim que) me (?!{_NOT_DONE})(\w+[ae]m?|faz)\b", re.IGNORECASE
)
_TOLD = re.compile(r"\w+am-(?:me|nos|[oa]s?)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\W*(?:por favor,? )?\w*[áéíóú]\w*(?:me|nos|l[aeo]s?)\b(?! \w+ndo)", re.IGNORECASE
)
_PODE = re.compile(r"\b(pode|podem|poderia|poderiam)-(me|nos|lhe) ", re.IGNORECASE)

_YOU = (
    "pode|poderia|quer|sabe|aceita|aceitaria|faz|faria|envia|vende|fala|precisa|recebeu|enviou|conhece"
    "|recomenda|mandou|comprou|pagou|mudou"
    "|gosta|acha|prefere|confirma|consegue|teria|tem"
    "|vai ter|terá|recomendaria|viu|tentou|provou|trocou|o tem|a tem|os tem|as tem|o recebeu"
    "|me pode|me poderia"
    "|me faz|me confirma|me vende|me envia|o envia|o vende"
)
_YOU_ALL = (
    "têm|fazem|vendem|enviam|aceitam|podem|receberam|enviaram|oferecem|mandaram|mandam|realizam"
    "|poderiam|trabalham|emitem|usam|me podem|me enviaram|o têm|os têm|já enviaram"
)
_WROTE_PRONOUN = re.compile(
    r"\W*(?:(?:se|te|le|les|me) )?(?:lo (?!mismo|único|máximo|mínimo|último|primero"
    r"|bueno|malo|nuevo)"
    r"|la (?!foto|moto|mano|radio)|l[oa]s |les? |te |env[ií]o |mando |compro |acepto )"
    r"(?:\w+(?:o|[aei]mos)\b|(?<=o )\w)",
    re.IGNORECASE,
)
_CLITIC = r"(?:[oa]s?|lhes?|me|te|nos)"
_I_SAY = re.compile(
    rf"^({_CLITIC}(?= \w+o\b)|envio|mando|compro|aceito"
    r"|vendo|volto|devolvo|pago|escrevo)( )(?!um\b)",
    re.IGNORECASE,
)
_WE_SAY = re.compile(rf"^({_CLITIC}(?= \w+[aei]mos\b))( )", re.IGNORECASE)
_IT = "vem|funciona|serve|inclui|chega|cabe|traz"
_YES_NO = re.compile(rf"^((?:{_YOU})|(?:{_YOU_ALL})|(?:{_IT}))(?= )", re.IGNORECASE)
_NEW_OR_USED = re.compile(
    r"^é (?!possível|verdade|que\b|[oa]s?\b|est[ae]\b|ess[ae]\b|isto|isso|uma?\b|meu|seu|tudo)"
    r"(?=\w)",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"^(quanto|quando) (custa|pesa|mede|dura|chega|chegará|chegaria)(?=\?|$)", re.IGNORECASE
)
_ASKED_YOU = re.compile(
    r"^((?:o que|que \w+|qual \w+|quais \w+|quais \w+ de \w+|quando|como|onde|por que) )"
    rf"((?:{_YOU})|(?:{_YOU_ALL}))(?= |\?|$)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^[¿\s]*")


def reshaped(text: str, original: str) -> str:
    """The same sentence; `original` is what somebody wrote."""
    text = _PODE.sub(r"\1 \2 ", text)
    text = _SPLIT_FUTURE.sub(_joined_future, text)
    text = _SPLIT_OTHER.sub(_joined_other, text)
    text = text if _US.search(original) else _THEM.sub(r"\1-os", text)
    text = _TWO_PRONOUNS.sub(lambda at: _capital(f"{at[2]} {at[1].lower()} para você", at[0]), text)
    text = _speaker(_pronouns_first(text, original), original)
    text = _WHEN_YOU.sub(_when_you, text)
    return _with_subject(text) if is_question(original) else _they(text)


def _pronouns_first(text: str, original: str) -> str:
    """But "devolvam-me" stays, of people who are told to: "me devolvam" reads like "they do"."""
    told = _TOLD.match(text) if _TELLS.match(original) else None
    start = told.end() if told else 0
    return text[:start] + _AFTER_VERB.sub(_pronoun_first, text[start:])


def _when_you(match: re.Match[str]) -> str:
    """Without them, "quando me reembolsem" reads like "when I refund"."""
    word, verb = match.groups()
    return f"{word} {'vocês' if verb.endswith('m') else 'você'} me {verb}"


def _they(text: str) -> str:
    """Without whom it reads as if the writer had done it: "me cobraram" was "I charged"."""
    return _THEY.sub(
        lambda at: at[1] + _capital(f"eles {at[2][0].lower()}{at[2][1:]}", at[2]), text
    )


_IS_IT_THAT = re.compile(r"^(quando|quanto|como|onde|o que|por que) é que ", re.IGNORECASE)
_WE = re.compile(
    r"\bnós ((?:(?:não|já|ainda|também|lhes?|[oa]s?) ){0,2}\w+[aei]mos)\b", re.IGNORECASE
)
_WHICH = re.compile(
    r"^(q)ual (?:o |a )?(?!é\b|são\b|era\b|será\b|foi\b|dos\b|das\b)(\w+)(?: que)?"
    r" (?=voc[êe]|est[ae] |ess[ae] )",
    re.IGNORECASE,
)


def asked_plainly(text: str) -> str:
    """What is made of English, without padding: "Quando é que chega?", "Nós enviamos"."""
    text = _WE.sub(lambda at: _capital(at[1], at[0]), text)
    return _WHICH.sub(r"\1ue \2 ", _IS_IT_THAT.sub(r"\1 ", text))


def _joined_future(match: re.Match[str]) -> str:
    stem, vowel, pronoun, ending = match.groups()
    going = _GOING.get(ending)
    if going is None:
        verb = f"{stem}{_FULL[vowel.lower()]}r{ending}".lower()
        return _capital(f"{pronoun} {verb}", match.group())
    return _capital(f"{going} {stem.lower()}{vowel.lower()}-l{pronoun}", match.group())


def _joined_other(match: re.Match[str]) -> str:
    infinitive, pronoun, ending = match.groups()
    going = _GOING.get(ending)
    if going is None:
        return f"{pronoun} {infinitive}{ending}"
    if pronoun == "se":
        participle = infinitive[:-2].lower() + ("ado" if infinitive[-2] == "a" else "ido")
        return _capital(f"{going} ser {participle}", match.group())
    return _capital(f"{going} {infinitive.lower()}-{pronoun}", match.group())


def _speaker(text: str, original: str) -> str:
    """Who speaks, where only the verb's ending says so: "o compro" reads like "the purchase"."""
    if not _WROTE_PRONOUN.match(original):
        return text
    text = _I_SAY.sub(lambda at: _capital(f"eu {at[1].lower()}", at[1]) + at[2], text)
    return _WE_SAY.sub(lambda at: _capital(f"nós {at[1].lower()}", at[1]) + at[2], text)


def _pronoun_first(match: re.Match[str]) -> str:
    verb, pronoun = match.groups()
    if _KEEPS_ORDER.search(verb):
        return match.group()
    return _capital(f"{pronoun} {verb.lower()}", match.group())


def _with_subject(text: str) -> str:
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    asked = text[start:]
    asked = _YES_NO.sub(_subject, asked)
    asked = _NEW_OR_USED.sub("Ele é ", asked)
    asked = _HOW_MUCH.sub(r"\1 isso \2", asked)
    return text[:start] + _ASKED_YOU.sub(_asked_subject, asked)


def _subject(match: re.Match[str]) -> str:
    return f"{_pronoun(match[1])} {match[1].lower()}"


def _asked_subject(match: re.Match[str]) -> str:
    return f"{match[1]}{_pronoun(match[2]).lower()} {match[2].lower()}"


def _pronoun(verb: str) -> str:
    if re.fullmatch(_IT, verb, re.IGNORECASE):
        return "Ele"
    return "Vocês" if re.fullmatch(_YOU_ALL, verb, re.IGNORECASE) else "Você"


def _capital(text: str, model: str) -> str:
    return text[:1].upper() + text[1:] if model[:1].isupper() else text
