"""Settings: flags, then environment, then .env, then defaults."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project, find_project

Environment = Literal["local", "test", "staging", "production"]
EngineName = Literal["embedded", "docker", "url"]

PREFIX = "BO_"
HIGHEST_PORT = 65535
CHOICES = {"engine": get_args(EngineName), "environment": get_args(Environment)}
PORTS = ("db_port", "api_port")
FOLDERS = ("state_dir", "cache_dir")


@dataclass(frozen=True)
class Settings:
    """Everything a user may set; the environment variable of each field is BO_<FIELD>."""

    engine: EngineName = "embedded"
    environment: Environment = "local"
    # Only for the url engine: the database and, for token and client commands, its API.
    db_url: str | None = None
    api_url: str | None = None
    publishable_key: str | None = None
    secret_key: str | None = None
    jwt_secret: str | None = None
    # Only for the embedded engine: fixed ports instead of free ones.
    db_port: int | None = None
    api_port: int | None = None
    state_dir: Path = Path(".bo")
    cache_dir: Path = Path("~/.cache/bo")

    def state_path(self, project: Project) -> Path:
        """The folder of this checkout's running stack (relative paths start at the root)."""
        return project.root / self.state_dir.expanduser()

    def cache_path(self) -> Path:
        """The folder of installed packages that checkouts share."""
        return self.cache_dir.expanduser().resolve()


def load_settings(project: Project | None = None, **flags: Any) -> Settings:
    """Read the settings; a flag that is None was not given, nor is a variable that is empty.

    Raises UsageError that names the setting, its value and what it may be.
    """
    file = (project or find_project()).root / ".env"
    texts = _from_file(file) | _known(os.environ)
    texts |= {name: str(value) for name, value in flags.items() if value is not None}
    return Settings(**{name: _parsed(name, text) for name, text in texts.items()})


def _from_file(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    from dotenv import dotenv_values  # here, because most checkouts have no such file

    return _known(dotenv_values(file))


def _known(variables: Mapping[str, str | None]) -> dict[str, str]:
    """Return those variables that are settings, by the name of the field."""
    found = {field.name: variables.get(PREFIX + field.name.upper()) for field in fields(Settings)}
    return {name: text for name, text in found.items() if text}


def _parsed(name: str, text: str) -> Any:
    """Return the value of a field from its text; a secret is never part of an error."""
    choices = CHOICES.get(name)
    if choices and text not in choices:
        raise _wrong(name, text, f"one of {', '.join(choices)}")
    if name in PORTS:
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
            raise _wrong(name, text, f"a port, 1 to {HIGHEST_PORT}")
        return int(text)
    return Path(text) if name in FOLDERS else text


def _wrong(name: str, text: str, wanted: str) -> UsageError:
    return UsageError(f"setting {PREFIX}{name.upper()} is {text!r}: it must be {wanted}")
