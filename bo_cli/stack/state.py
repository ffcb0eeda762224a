"""The state folder: everything of one checkout's running stack, for its owner only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bo_cli.core.errors import BoError


@dataclass(frozen=True)
class Secrets:
    """Generated once for each state folder; never shown by repr."""

    admin_password: str = field(repr=False)
    postgres_password: str = field(repr=False)
    authenticator_password: str = field(repr=False)
    auth_admin_password: str = field(repr=False)
    storage_admin_password: str = field(repr=False)
    jwt_secret: str = field(repr=False)
    publishable_key: str = field(repr=False)
    secret_key: str = field(repr=False)


def generate_secrets() -> Secrets:
    """Return new ones. Letters and digits only: passwords also stand in addresses."""
    return Secrets(
        admin_password=secrets.token_hex(16),
        postgres_password=secrets.token_hex(16),
        authenticator_password=secrets.token_hex(16),
        auth_admin_password=secrets.token_hex(16),
        storage_admin_password=secrets.token_hex(16),
        jwt_secret=secrets.token_hex(32),
        publishable_key=f"sb_publishable_{secrets.token_hex(16)}",
        secret_key=f"sb_secret_{secrets.token_hex(16)}",
    )


@dataclass(frozen=True)
class State:
    """Names of what lies in the state folder."""

    folder: Path

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def postgres_data(self) -> Path:
        return self.folder / "postgres"

    @property
    def postgres_log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def api_folder(self) -> Path:
        """The server's files as they run, beside a link to the packages."""
        return self.folder / "server" / "api"

    @property
    def api_log(self) -> Path:
        return self.folder / "api.log"

    @property
    def mailbox(self) -> Path:
        """One JSON object a line for each mail that Auth sent."""
        return self.folder / "mailbox.jsonl"

    @property
    def storage(self) -> Path:
        return self.folder / "storage"

    def create(self) -> None:
        """Make the folder, or make an existing one private again."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            self.storage.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise BoError(
                f"cannot make the state folder {self.folder}: {error.strerror}",
                hint="BO_STATE_DIR names another folder",
            ) from error

    def secrets(self) -> Secrets:
        """Return this folder's secrets, made at the first call."""
        stored = self.read("secrets")
        if stored is None:
            fresh = generate_secrets()
            self.write("secrets", asdict(fresh))
            return fresh
        try:
            return Secrets(**stored)
        except TypeError:
            raise BoError(
                f"{self._file('secrets')} is damaged",
                hint="`make clean` removes the stack with its data; `make up` makes a new one",
            ) from None

    def read(self, name: str) -> dict[str, Any] | None:
        """Return the object kept under `name`; None when there is none or it is unreadable."""
        try:
            value = json.loads(self._file(name).read_text())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except json.JSONDecodeError:
            return {} if name == "secrets" else None
        return value if isinstance(value, dict) else None

    def write(self, name: str, value: dict[str, Any]) -> None:
        """Keep an object under `name`, readable by its owner only, whole or not at all."""
        target = self._file(name)
        partial = target.with_suffix(".partial")
        try:
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as handle:
                json.dump(value, handle, indent=2)
            partial.replace(target)
        except OSError as error:
            raise BoError(f"cannot write {target}: {error.strerror}") from error

    def forget(self, name: str) -> None:
        """Drop the object kept under `name`, if there is one."""
        self._file(name).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"
