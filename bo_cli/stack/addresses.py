"""Database addresses, one for each role that the stack uses."""

from dataclasses import dataclass, field

from bo_cli.stack.state import Secrets

APPLICATION = "postgres"
MAINTENANCE = "bo_admin"


@dataclass(frozen=True)
class Addresses:
    """Addresses of one server on the loopback interface."""

    port: int
    secrets: Secrets = field(repr=False)

    @property
    def bootstrap(self) -> str:
        """Superuser, in the one database that every new cluster has."""
        return self.superuser("template1")

    @property
    def admin(self) -> str:
        """Superuser, in the maintenance database."""
        return self.superuser(MAINTENANCE)

    @property
    def application(self) -> str:
        """The role and database that migrations and people use."""
        return self._url("postgres", self.secrets.postgres_password, APPLICATION)

    def superuser(self, database: str) -> str:
        return self._url("supabase_admin", self.secrets.admin_password, database)

    def api(self, database: str) -> dict[str, str]:
        """Return the addresses that the API server reads from its environment."""
        return {
            "DB_URL": self._url("authenticator", self.secrets.authenticator_password, database),
            "AUTH_DB_URL": self._url(
                "supabase_auth_admin", self.secrets.auth_admin_password, database
            ),
            "STORAGE_DB_URL": self._url(
                "supabase_storage_admin", self.secrets.storage_admin_password, database
            ),
        }

    def _url(self, role: str, password: str, database: str) -> str:
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"
