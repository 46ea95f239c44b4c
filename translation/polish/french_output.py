"""French as it is written: who is spoken to, adverbs in their place, and blanks before ? and !."""

import re

_MARK = re.compile(r"(?<=[^\s?!])(?=[?!]+(?:\s|$))")
_FORMS = (
    "peut:pouvez vend:vendez a:avez aura:aurez"
    " doit:devez pourrait:pourriez va:allez est:êtes"
    " fait:faites veut:voulez sait:savez envoie:envoyez prend:prenez"
    " accepte:acceptez reçoit:recevez"
    " devra:devrez pourra:pourrez recevra:recevrez avait:aviez trouve:trouvez utilise:utilisez"
    " recommande:recommandez préfère:préférez donne:donnez souhaite:souhaitez cherche:cherchez"
)
_YOU = dict(pair.split(":") for pair in _FORMS.split())
_VOUS_WOULD = re.compile(r"\b([Vv]ous (?:me |nous |le |la |les |l['’])?\w{2,})(rait|ra)\b")
_VOUS_IL = re.compile(rf"\b([Vv]ous (?:ne )?(?:l['’]|les? |la )?)({'|'.join(_YOU)})\b")
_SURE = "peut|pourrait|doit|devra|pourra|recevra|veut|accepte|vend|sait"
_IL = re.compile(rf"^(?:Il |il )?(me |nous |l['’]|le |la )?({_SURE})\b", re.IGNORECASE)
_WROTE_YOU = re.compile(
    r"^\W*(?:me |nos |lo |la )?(?:puede|podría|debe|deberá|podrá|recibirá|quiere"
    r"|acepta|vende|sabe)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(encore|déjà) ((?:je|j['’]|il|elle|nous|vous|on) ?(?:ne |n['’])?)"
    r"((?:l['’]|m['’]|s['’])?\w+(?: pas)?)",
    re.IGNORECASE,
)
_IT_IS = re.compile(r"(^|, )(est) (?=(?:une?|cuir|très|trop|normal|possible)\b)", re.IGNORECASE)
_WHAT_CAN = re.compile(r"^([Cc])e que pouvons (\w+)")
_THERE_IS = re.compile(r"^(y a|n['’]y a)\b", re.IGNORECASE)
_NO = re.compile(r"(n['’]y a pas) (?=[^\W\d_])(?!d[e'’]|encore|plus)", re.IGNORECASE)
_NEVER = re.compile(r"\bjamais (m['’]|t['’]|l['’]|me |le |la )?(a|ai|ont|est)\b")
_PLEASE = re.compile(r"^(S['’]il vous plaît, )(?:il )?(\w{3,})e (?=\w)", re.IGNORECASE)
_THEIR = re.compile(r"\b(son|sa|ses)\b(?= \w)", re.IGNORECASE)
_YOURS = {"son": "votre", "sa": "votre", "ses": "vos"}
_WROTE_YOUR = {"en": re.compile(r"\byour\b", re.IGNORECASE), "es": re.compile(r"\bsus?\b")}
_LUI = re.compile(r"\blui (?=[a-zé]+er\b|[a-z]+ir\b)")
_WROTE_LE = re.compile(r"\w[aei]rle\b|\bles? \w+")


def finished(text: str, original: str, source: str) -> str:
    """The sentence with its subjects and its punctuation."""
    if source == "es" and _WROTE_YOU.search(original):
        text = _IL.sub(_you, text)
    text = _VOUS_IL.sub(lambda at: at[1] + _YOU[at[2]], text)
    text = _VOUS_WOULD.sub(lambda at: at[1] + ("riez" if at[2] == "rait" else "rez"), text)
    text = _IT_IS.sub(_cest, _WHAT_CAN.sub(_what_can, text))
    text = _NOW.sub(_adverb_after, text)
    text = _NO.sub(r"\1 de ", _THERE_IS.sub(_there_is, text))
    text = _PLEASE.sub(r"\1\2ez ", _NEVER.sub(_never, text))
    return _MARK.sub(" ", _yours(text, original, source))


def _you(match: re.Match[str]) -> str:
    subject = "Vous" if match.group()[:1].isupper() else "vous"
    return f"{subject} {(match[1] or '').lower()}{_YOU[match[2].lower()]}"


def _adverb_after(match: re.Match[str]) -> str:
    """The adverb goes after the verb: "j'ai déjà payé"."""
    moved = f"{match[2]}{match[3]} {match[1].lower()}"
    return moved[:1].upper() + moved[1:] if match.group()[:1].isupper() else moved


def _what_can(match: re.Match[str]) -> str:
    return f"{'Q' if match[1] == 'C' else 'q'}ue pouvons-nous {match[2]}"


def _cest(match: re.Match[str]) -> str:
    return f"{match[1]}{'C' if match[2][0] == 'E' else 'c'}'est "


def _there_is(match: re.Match[str]) -> str:
    il = "Il" if match.group()[:1].isupper() else "il"
    return f"{il} {match.group().lower()}"


def _never(match: re.Match[str]) -> str:
    pronoun = match[1] or ""
    negation = "n'" if not pronoun and match[2][0] in "ae" else "ne "
    return f"{negation}{pronoun}{match[2]} jamais"


def _yours(text: str, original: str, source: str) -> str:
    wrote = _WROTE_YOUR.get(source)
    if wrote is not None and wrote.search(original):
        text = _THEIR.sub(lambda at: _like(_YOURS[at[1].lower()], at[1]), text)
    if source == "es" and _WROTE_LE.search(original):
        text = _LUI.sub("vous ", text)
    return text


def _like(form: str, model: str) -> str:
    return form[:1].upper() + form[1:] if model[:1].isupper() else form
