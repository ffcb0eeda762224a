"""How to reach a running stack."""

from dataclasses import dataclass, fields
from urllib.parse import urlsplit

_SECRETS = frozenset({"secret_key", "jwt_secret"})


@dataclass(frozen=True, repr=False)
class ConnectionInfo:
    """Addresses and keys of one stack; its repr hides what is secret.

    api_url: base of REST, Auth and Storage, without a path.
    db_url: role `postgres`, database `postgres`.
    admin_url: superuser `supabase_admin` on the maintenance database; None where we have none
        (a hosted project).
    """

    api_url: str
    db_url: str
    admin_url: str | None
    publishable_key: str
    secret_key: str
    jwt_secret: str
    engine: str
    environment: str

    def __repr__(self) -> str:
        shown = (f"{field.name}={self._shown(field.name)!r}" for field in fields(self))
        return f"ConnectionInfo({', '.join(shown)})"

    def _shown(self, name: str) -> str | None:
        value: str | None = getattr(self, name)
        if value is None or name not in _SECRETS | {"db_url", "admin_url"}:
            return value
        return mask(value) if name in _SECRETS else hide_password(value)


def mask(secret: str) -> str:
    """Return the secret's prefix, enough to recognise which key it is, and dots."""
    return f"{secret[:10]}…" if secret.startswith("sb_") else "…"


def hide_password(url: str) -> str:
    """Return the address with its password, when it has one, replaced by dots."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    user, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user.partition(':')[0]}:…@{host}").geturl()
