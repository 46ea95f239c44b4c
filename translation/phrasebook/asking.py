"""What is a question even where nobody sets a question mark."""

import re

# Words as `normalise.key` gives them: small, without accents.
_STARTS = {
    "en": r"(?:is|are|do|does|did|can|could|will|would|how|what|whats|when|where|wheres|which|why"
    r"|who|may|have you|has|any) ",
    "es": r"(?:(?:a|de|en|con|por|para|desde|hasta) )?"
    r"(?:que|cual|cuales|cuanto|cuanta|cuantos|cuantas|cuando|donde|quien|como se"
    r"|(?:todavia|aun) (?:esta|sigue)|sigue (?:estando )?disponible|(?:me )?(?:puedes?|podrias?)"
    r"|puedo|hay (?:stock|existencias|envio)|(?:hacen|haces) (?:envios|descuentos?)) ",
    "fr": r"(?:est ce|combien|quand|quel|quelle|quels|quelles|ou|pourquoi|comment|pouvez vous"
    r"|avez vous|puis je|livrez vous|pourriez vous|acceptez vous|de quel|de quelle|en quelle) ",
    "pt": r"(?:(?:de|em|com|por|para) )?"
    r"(?:que|qual|quais|quanto|quanta|quantos|quantas|quando|onde|quem|como posso"
    r"|ainda (?:esta|tem)|(?:voces? )?(?:pode|poderia)|posso|(?:tem|faz) desconto|cade) ",
    "it": r"(?:(?:di|a|in|con|per|da) )?"
    r"(?:che|quale|quali|qual|quanto|quanta|quanti|quante|quando|dove|chi|come posso|cosa"
    r"|e ancora disponibile|ancora disponibile|(?:mi )?(?:puo|potrebbe)|posso) ",
    "de": r"(?:ist|sind|kann|konnen|konnten|haben|hat|wie|was|wann|wo|woher|welche|welcher|welches"
    r"|welchen|warum|versenden|liefern|akzeptieren|gibt es|darf|wird) ",
    "ru": r"(?:сколько|когда|где|какои|какая|какие|какое|какои|как|почему|куда|откуда|есть ли) ",
    "ar": r"(?:هل|كم|متي|اين|ما هو|ما هي|لماذا|كيف|اي) ",
}
_ENDS = {
    "zh": r"(?:吗|呢|多少|多少钱|什么|几天|多久|哪里|哪儿|没有|不能|不行)$",
    "ja": r"(?:か|でしょうか|ますか|ですか)$",
}


_ASKING = {
    **{language: re.compile(words) for language, words in _STARTS.items()},
    **{language: re.compile(f".*{words}") for language, words in _ENDS.items()},
}


def asks(words: str, language: str) -> bool:
    """Whether these words can only be a question."""
    pattern = _ASKING.get(language)
    return bool(pattern and pattern.match(f"{words} " if language in _STARTS else words))
