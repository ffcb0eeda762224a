"""Linters of a running database: the Supabase advisors and plpgsql_check."""

import json
from pathlib import Path
from typing import Any

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.db.checks import check_functions
from bo_cli.db.connect import as_url, connect
from bo_cli.migrations.findings import Finding
from bo_cli.migrations.supabase_cli import run_cli

# What the platform makes is not ours to mend.
PLATFORM_SCHEMAS = {"auth", "storage", "extensions", "realtime", "supabase_migrations", "vault"}


def advisors(info: ConnectionInfo, program: Path) -> list[Finding]:
    """Return the findings of `supabase db advisors`; program: the Supabase CLI."""
    return [
        Finding("advisors", _object(each["metadata"]), None, each["name"], each["detail"])
        for each in advisor_results(info.db_url, program)
    ]


def advisor_results(url: str, program: Path) -> list[dict[str, Any]]:
    """Return what `supabase db advisors` answers about our schemas, as it writes it."""
    arguments = ["db", "advisors", f"--remote={as_url(url)}", "--output-format", "json"]
    output = run_cli(program, url, *arguments)
    try:
        found: list[dict[str, Any]] = json.loads(output)["results"]
    except (ValueError, KeyError):
        raise BoError(f"supabase db advisors answered: {output[:200]}") from None
    return [each for each in found if each["metadata"].get("schema") not in PLATFORM_SCHEMAS]


def plpgsql_check(info: ConnectionInfo) -> list[Finding] | None:
    """Return what plpgsql_check finds in our functions; None where the server lacks it."""
    with connect(info.db_url) as connection:
        faults = check_functions(connection)
    if faults is None:
        return None
    return [Finding("plpgsql_check", *fault) for fault in faults]


def _object(metadata: dict[str, str]) -> str:
    return ".".join(metadata[key] for key in ("schema", "name") if metadata.get(key)) or "database"
