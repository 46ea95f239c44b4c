"""What the peers have in common: names to look for, and the regions of phone numbers."""

from pathlib import Path

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split("\n")[:-1]
"""Messengers, social networks and ways to pay, as anyone would list them."""

REGIONS = (
    *("BR", "CN", "DE", "ES", "FR", "GB", "IN", "IT"),
    *("JP", "MX", "PT", "RU", "SA", "TR", "US"),
)
"""ISO 3166-1 codes of where the development messages' languages are spoken most."""
