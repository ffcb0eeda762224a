"""The stack as people read it."""

from collections.abc import Callable

from bo_cli.core.connection import hide_password, mask
from bo_cli.core.console import data
from bo_cli.stack.engines import StackStatus


def show(status: StackStatus, *, secrets: bool = False) -> None:
    """Print one line for each part, address and key; passwords only where `secrets` says so."""
    lines = {
        "Engine": f"{status.engine} ({status.environment})",
        **{part.capitalize(): state for part, state in status.parts.items()},
        "API URL": status.api_url,
        "Database URL": _secret(status.db_url, secrets, hide_password),
        "Publishable key": status.publishable_key,
        "Secret key": _secret(status.secret_key, secrets, mask),
        "JWT secret": _secret(status.jwt_secret, secrets, mask),
    }
    for label, value in lines.items():
        data(f"{label + ':':<17}{value or '-'}")


def _secret(value: str | None, shown: bool, hide: Callable[[str], str]) -> str | None:
    return value if value is None or shown else hide(value)
