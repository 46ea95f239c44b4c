"""One masked sentence through one engine.

Afterwards each placeholder must be there once and no digit may have come or gone; otherwise the
engine gets the sentence again with the next kind of placeholder.
"""

from dataclasses import replace

from translation.engines.port import BadAnswer, Rendering
from translation.protection import SCHEMES, Lost, check, placeholders
from translation.routing import Hop


async def once(hop: Hop, masked: str) -> Rendering:
    """By the first kind of placeholder that comes through; raises EngineError."""
    count = placeholders(masked)
    schemes = hop.engine.schemes if count else hop.engine.schemes[:1]
    for name in schemes:
        scheme = SCHEMES[name]
        try:
            asked = scheme.render(masked)
            answer = await hop.engine.translate(asked, hop.edge.source, hop.edge.target)
            text = scheme.restore(answer.text, count)
            check(masked, text)
        except Lost:
            continue
        return replace(answer, text=text)
    raise BadAnswer(f"{hop.engine.name} lost a placeholder or a digit")
