"""A database, and maybe its API, that somebody else runs."""

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError, UsageError
from bo_cli.core.settings import Settings
from bo_cli.db.connect import connect
from bo_cli.stack.engines.protocol import StackStatus


class UrlEngine:
    """Addresses and keys from the settings; nothing is started or stopped."""

    name = "url"

    def __init__(self, settings: Settings) -> None:
        """Raises UsageError when the database's address is missing."""
        if not settings.db_url:
            raise UsageError(
                "the url engine needs the database's address",
                hint="set BO_DB_URL to postgresql://user:password@host:5432/database",
            )
        self._settings = settings
        self._db_url = settings.db_url

    def start(self) -> None:
        self.ensure_started()

    def stop(self) -> None:
        raise BoError("the url engine's database was not started by bo, so bo does not stop it")

    def delete(self) -> None:
        raise BoError("the url engine's database was not made by bo, so bo does not delete it")

    def status(self) -> StackStatus:
        settings = self._settings
        return StackStatus(
            engine=self.name,
            environment=settings.environment,
            parts={"database": self._database_state()},
            api_url=settings.api_url,
            db_url=self._db_url,
            publishable_key=settings.publishable_key,
            secret_key=settings.secret_key,
            jwt_secret=settings.jwt_secret,
        )

    def connection(self) -> ConnectionInfo:
        settings = self._settings
        return ConnectionInfo(
            api_url=settings.api_url or "",
            db_url=self._db_url,
            admin_url=None,
            publishable_key=settings.publishable_key or "",
            secret_key=settings.secret_key or "",
            jwt_secret=settings.jwt_secret or "",
            engine=self.name,
            environment=settings.environment,
        )

    def ensure_database(self) -> ConnectionInfo:
        return self.ensure_started()

    def ensure_started(self) -> ConnectionInfo:
        connect(self._db_url).close()
        return self.connection()

    def _database_state(self) -> str:
        try:
            connect(self._db_url).close()
        except BoError as error:
            return error.message
        return "running"
