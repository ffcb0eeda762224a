"""What every engine can do."""

from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from bo_cli.core.connection import ConnectionInfo


@dataclass(frozen=True)
class StackStatus:
    """Addresses and keys (None where there are none yet) and the state of each part.

    parts: name of the part -> "running", "stopped", or a few words on what is wrong.
    """

    engine: str
    environment: str
    parts: dict[str, str]
    api_url: str | None = None
    db_url: str | None = field(default=None, repr=False)
    publishable_key: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    jwt_secret: str | None = field(default=None, repr=False)

    @property
    def is_running(self) -> bool:
        return all(state == "running" for state in self.parts.values())

    def as_json(self) -> dict[str, Any]:
        """Return the fields under the names that other tools rely on."""
        return asdict(self)


class Engine(Protocol):
    """A stack that can be started, stopped and asked."""

    @property
    def name(self) -> str: ...

    def start(self) -> None:
        """Start every part that does not run; harmless when all do."""

    def stop(self) -> None:
        """Stop every part; the data stays."""

    def delete(self) -> None:
        """Stop every part and delete its data, keys and mails for good."""

    def status(self) -> StackStatus:
        """Say how each part is; never raises because one is down."""

    def connection(self) -> ConnectionInfo:
        """Return how to connect. Raises BoError when the database is down."""

    def ensure_database(self) -> ConnectionInfo:
        """Start the database, without the API, if it is down, and return how to connect."""

    def ensure_started(self) -> ConnectionInfo:
        """Start what is down, say what that was, and return how to connect."""
