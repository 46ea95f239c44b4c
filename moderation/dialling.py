"""Whether digits are a telephone number anywhere: Google's libphonenumber says."""

from functools import lru_cache

import phonenumbers

WORLD = (
    "US", "GB", "ES", "FR", "DE", "IT", "PT", "BR", "MX", "CN", "RU", "IN", "TR", "PL", "NL", "JP",
    "KR", "AE", "SA", "EG", "UA", "VN", "ID", "AR", "CO",
)  # fmt: skip
"""Regions tried where those of the parties are not known."""
_MOBILE = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
}


def is_valid(digits: str, regions: tuple[str, ...], *, international: bool) -> bool:
    """A number that some telephone of these regions, or of the world's larger ones, may have."""
    if international:
        return _possible_abroad("+" + digits.removeprefix("00"))
    return any(_valid(digits, region) for region in regions or WORLD)


@lru_cache(maxsize=1_024)
def _possible_abroad(digits: str) -> bool:
    """It has a country's code and that country's length; a + says the rest."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(digits, None))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=4_096)
def is_mobile(digits: str) -> bool:
    """Some region gives such numbers to mobile telephones."""
    for region in WORLD:
        try:
            number = phonenumbers.parse(digits, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.number_type(number) in _MOBILE:
            return True
    return False


@lru_cache(maxsize=8_192)
def _valid(digits: str, region: str | None) -> bool:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)
