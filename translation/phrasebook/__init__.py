"""What marketplaces say every day, known by heart in ten languages.

`Phrasebook` is an engine like the others, exact where it answers at all. `peel` takes the clauses
it knows ("Hola, ", ", gracias") off a sentence whose rest needs another engine.
"""

from translation.phrasebook.clauses import Peeled, peel
from translation.phrasebook.engine import Phrasebook

__all__ = ["Peeled", "Phrasebook", "peel"]
