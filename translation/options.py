"""What an operator decides about translation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from translation.languages import DEFAULT_LANGUAGES


class BadOptions(ValueError):
    """What cannot work: `option` as it is named below, `why` in words without a key.

    One of `credentials` is named with its provider: "credentials.microsoft.api_key".
    """

    def __init__(self, option: str, why: str) -> None:
        super().__init__(f"{option}: {why}")
        self.option = option
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Offline engines alone unless more is said.

    `languages` are those that people write and read. `cloud` names providers of deep-translator
    that texts may go to ("google", "mymemory"…). LibreTranslate, DeepL and an OpenAI-compatible
    endpoint are used when their address or key is given: naming them is opting in. An address that
    is private may be used because the operator wrote it; a name that could be public must lead to
    public addresses unless it is one of `private_hosts`.
    `credentials` are those of providers, under the names that deep-translator has for them
    ({"microsoft": {"api_key": …, "region": …}}); giving one its key is opting in, too.
    `apertium_prefix`: where Apertium's files were unpacked; None: where the system has them.
    """

    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    detector: Literal["auto", "langdetect", "lingua"] = "auto"
    offline: bool = True
    apertium_prefix: Path | None = None
    cloud: tuple[str, ...] = ()
    libretranslate_url: str = ""
    libretranslate_key: str = ""
    deepl_key: str = ""
    openai_url: str = ""
    openai_key: str = ""
    openai_model: str = ""
    private_hosts: tuple[str, ...] = ()
    credentials: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
