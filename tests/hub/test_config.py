"""Settings come from HUB_* variables, and what cannot work is said by its variable's name."""

import pytest
from pydantic import ValidationError

from hub.config import Settings, from_environment
from hub.errors import ConfigurationError


def test_without_variables_there_is_no_secret_and_the_contracts_port() -> None:
    settings = from_environment({})
    assert (settings.host, settings.port, settings.jwt_secret) == ("127.0.0.1", 8080, "")
    assert settings.mongo_uri == "", "a database of its own"


def test_variables_are_read_in_their_units() -> None:
    settings = from_environment(
        {
            "HUB_PORT": "0",
            "HUB_DATA_DIR": "/var/lib/parley",
            "HUB_SEND_RATE": "2.5",
            "HUB_DRAIN_SECONDS": "30",
            "HUB_MONGO_DRIVER": "motor",
            "HOME": "/root",
        }
    )
    assert (settings.port, str(settings.data_dir)) == (0, "/var/lib/parley")
    assert (settings.send_rate, settings.drain_seconds) == (2.5, 30)
    assert settings.mongo_driver == "motor"


def test_lists_are_written_with_commas() -> None:
    environment = {"HUB_ALLOWED_ORIGINS": "https://a.example, https://b.example ,"}
    settings = from_environment(environment)
    assert settings.allowed_origins == ("https://a.example", "https://b.example")
    assert from_environment({}).allowed_origins is None


def test_an_empty_variable_is_not_set() -> None:
    assert from_environment({"HUB_PORT": "", "HUB_JWT_PUBLIC_KEY_FILE": ""}) == from_environment({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HUB_PORT", "eighty"),
        ("HUB_PORT", "70000"),
        ("HUB_SEND_RATE", "0"),
        ("HUB_SEND_BURST", "1.5"),
        ("HUB_LOG_LEVEL", "loud"),
        ("HUB_MONGO_DRIVER", "pymysql"),
        ("HUB_TRUSTED_PROXIES", "-1"),
        ("HUB_NO_SUCH_SETTING", "1"),
    ],
)
def test_what_cannot_work_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{name}: "):
        from_environment({name: value})


def test_an_entry_of_a_list_that_cannot_work_is_said_by_its_place() -> None:
    with pytest.raises(ConfigurationError, match=r"^HUB_LANGUAGES: entry 2: "):
        from_environment({"HUB_LANGUAGES": "en,english"})


def test_everything_that_cannot_work_is_named_at_once() -> None:
    with pytest.raises(ConfigurationError, match=r"(?s)HUB_PORT.*HUB_PAGE"):
        from_environment({"HUB_PORT": "x", "HUB_PAGE": "0"})


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]
