"""English as it is written: I, subjects of questions, and no Headline Capitals."""

import re

_I = re.compile(r"\bi(?=\b(?:['’](?:m|ve|ll|d)\b)|\s)")
_NO_SUBJECT = re.compile(
    r"^(Is|is) (?=(?:new|used|available|original|real|authentic|genuine|good|big|small|large|heavy"
    r"|included|compatible|waterproof|safe|easy|possible|free|broken|damaged|worth|cheap|cheaper|true|in)\b)"
)
_COMES = re.compile(r"^(Comes?|come) with (?=[^\W\d_])(?=.*\?$)")
_SPEAKS = re.compile(r"^(?:Speaks) (?=\w)(?=.*\?$)")
_LACK = re.compile(r"^There is a lack of (?:an? |one )(\w+)\b")
_COULD_THEY = re.compile(r"^((?:.*[.!] )?(?:Can|Could|Would)) they (?=.*\?$)")
_THEY = re.compile(
    r"^(Do|Can|Could|Will|Would) they (?=(?:make|sell|accept|ship|send"
    r"|offer|have|do|give|take|deliver|use"
    r"|open|speak|issue|work on)\b)"
)
_DOES = re.compile(r"^Do (?=(?:it|he|she|this|that)\b|(?:the|this|that|your|my) \w*[^\Ws] )")
_CHANGED = re.compile(r"^(Changed|Received|Sent|Paid) (?=(?:the|my|your|it)\b)(?=.*\?$)")
_TO_TERM = re.compile(r"\b(?:it )?to ([\ue000-\uf8ff])")
_HEADLINE = re.compile(r"(?<=\s)[A-Z][a-z]+")
_BEFORE_VOWEL = re.compile(r"\b(a) (?=(?:article|item|order|email|invoice|address|exchange)\b)")
_BARE_QUESTION = {
    "Changed": "Have you changed",
    "Received": "Did you receive",
    "Sent": "Did you send",
    "Paid": "Did you pay",
}


def finished(text: str, original: str, source: str) -> str:
    """The sentence with its capitals and the subjects that the writer's language left out."""
    if source == "es":
        text = _TO_TERM.sub(lambda at: _the(at, original), text)
    text = _I.sub("I", _plain_case(text, original))
    text = _NO_SUBJECT.sub(r"\1 it ", text)
    text = _COMES.sub("Does it come with ", text)
    text = _SPEAKS.sub("Do you speak ", text)
    text = _LACK.sub(r"A \1 is missing", text)
    text = _DOES.sub("Does ", text)
    text = _COULD_THEY.sub(r"\1 you ", _THEY.sub(r"\1 you ", text))
    text = _CHANGED.sub(lambda at: _BARE_QUESTION[at[1]] + " ", text)
    return _BEFORE_VOWEL.sub(r"\1n ", text)


def _the(match: re.Match[str], original: str) -> str:
    """Before a term the engine took Portuguese "a", the Spanish "la", for a "to"."""
    meant = re.search(rf"(?<!\ba )(?<!\bpara )\bla {match[1]}", original)
    return f"the {match[1]}" if meant else match[0]


def _plain_case(text: str, original: str) -> str:
    """A headline's capitals go where the writer set none."""
    words = text.split()
    if len(words) < 3 or not all(word[:1].isupper() for word in words):  # noqa: PLR2004 - a name has two
        return text
    if sum(word[:1].isupper() for word in original.split()) > 1:
        return text
    return _HEADLINE.sub(lambda word: word.group().lower(), text)
