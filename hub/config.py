"""The hub's settings: one frozen object, read from `HUB_*` variables.

Units are in the names. There is no default secret: the demo makes its own, kept in the data
directory; everything else refuses to start without one.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hub.errors import ConfigurationError

PREFIX = "HUB_"


def _split(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""A list, written with commas in the environment."""


Regions = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...], BeforeValidator(_split)
]
"""Countries by ISO 3166-1 alpha-2, likewise."""


Languages = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...],
    Field(min_length=1),
    BeforeValidator(_split),
]
"""Base codes by ISO 639, likewise."""


class Settings(BaseModel):
    """What the operator decides; see `docs/operations.md` for each variable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65_535)
    data_dir: Path = Path("data")
    drain_seconds: float = Field(10, ge=0)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    metrics_token: str = ""

    mongo_uri: str = ""
    mongo_database: str = "parley"
    mongo_driver: Literal["pymongo", "motor"] = "pymongo"

    jwt_secret: str = ""
    jwt_algorithms: Names = ("HS256",)
    jwt_public_key_file: Path | None = None
    jwt_jwks_file: Path | None = None

    allowed_origins: Names | None = None  # None: the hub's own origins
    trusted_proxies: int = Field(0, ge=0)

    languages: Languages = ("en", "es", "fr", "zh", "pt", "it", "de", "ru", "ar", "ja")
    preview_rate: float = Field(0.5, gt=0, description="previews a second, per user")
    preview_burst: int = Field(10, ge=1)

    own_hosts: Names = ()
    moderation_regions: Regions = ()

    translation: Literal["on", "off"] = "on"
    translation_cloud: Names = ()
    libretranslate_url: str = ""
    libretranslate_key: str = ""
    deepl_key: str = ""
    openai_url: str = ""
    openai_key: str = ""
    openai_model: str = ""
    microsoft_key: str = ""
    microsoft_region: str = ""
    baidu_appid: str = ""
    baidu_key: str = ""
    mymemory_email: str = ""
    translation_private_hosts: Names = ()
    translation_cache_days: int = Field(30, ge=1)
    apertium_prefix: Path | None = None  # None: where the system has it
    translate_rate: float = Field(5, gt=0, description="translations asked for, per user")
    translate_burst: int = Field(60, ge=1)

    images: Literal["on", "off"] = "on"
    image_bytes: int = Field(12_000_000, ge=1_024)
    image_workers: int = Field(2, ge=1)
    image_seconds: float = Field(20, gt=0)
    image_ocr: Literal["auto", "off"] = "auto"
    image_ocr_seconds: float = Field(4, gt=0)
    upload_seconds: float = Field(120, gt=0)
    upload_rate: float = Field(1, gt=0, description="uploads a second, per user")
    upload_burst: int = Field(30, ge=1)
    uploads_per_user: int = Field(4, ge=1)
    uploads: int = Field(64, ge=1)
    attachment_link_seconds: float = Field(3_600, ge=1)
    picture_rate: float = Field(50, gt=0, description="pictures looked at a second, per user")
    picture_burst: int = Field(500, ge=1)

    send_rate: float = Field(5, gt=0, description="messages a second, per user")
    send_burst: int = Field(30, ge=1)
    address_send_rate: float = Field(50, gt=0, description="messages a second, per address")
    address_send_burst: int = Field(300, ge=1)
    check_rate: float = Field(5, gt=0, description="tokens a second for checking texts, per user")
    check_burst: int = Field(10, ge=1)
    open_rate: float = Field(1, gt=0, description="conversations opened a second, per user")
    open_burst: int = Field(60, ge=1)
    event_rate: float = Field(50, gt=0, description="events of any kind a second, per user")
    event_burst: int = Field(300, ge=1)
    connections_per_user: int = Field(20, ge=1)
    connections_per_address: int = Field(200, ge=1)
    unsent_bytes: int = Field(1_000_000, ge=65_536, description="unread by a client: it is dropped")

    rules_poll_seconds: float = Field(5, gt=0, description="how soon others' changes are noticed")
    incident_text_days: int = Field(90, ge=1)

    ping_interval_seconds: float = Field(10, gt=0)
    ping_timeout_seconds: float = Field(10, gt=0)
    connect_timeout_seconds: float = Field(10, gt=0)
    request_head_seconds: float = Field(15, gt=0)

    text_graphemes: int = Field(4_000, ge=1)
    frame_bytes: int = Field(65_536, ge=1_024)
    closing_frame_bytes: int = Field(1_000_000, ge=65_536)
    page: int = Field(50, ge=1)
    page_max: int = Field(200, ge=1)
    catch_up_max: int = Field(300, ge=1)


def from_environment(environment: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Settings from `HUB_*` variables, with `overrides` on top.

    Raises ConfigurationError naming every variable that is unknown or cannot work.
    """
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and value != ""
    }
    try:
        return Settings.model_validate({**given, **overrides})
    except ValidationError as error:
        raise ConfigurationError(_explain(error)) from None


def variable(setting: str) -> str:
    """The variable that a setting is read from."""
    return PREFIX + setting.upper()


def own_hosts(settings: Settings) -> tuple[str, ...]:
    """Hosts that messages may name: the marketplace's, and those of its pages."""
    pages = (urlsplit(origin).hostname for origin in settings.allowed_origins or ())
    return (*settings.own_hosts, *(host for host in pages if host))


def _explain(error: ValidationError) -> str:
    return "; ".join(_told(problem["loc"], problem["msg"]) for problem in error.errors())


def _told(location: tuple[int | str, ...], why: str) -> str:
    """`location`: the setting and, in a list, the entry, counted from 0."""
    setting, *within = location
    entry = "".join(f"entry {part + 1}: " for part in within if isinstance(part, int))
    return f"{variable(str(setting))}: {entry}{why}"
