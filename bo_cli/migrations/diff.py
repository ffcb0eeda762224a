"""Drafting a migration: what has to be done to the history's database to get the source's."""

import json
from pathlib import Path

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.console import step
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, as_url
from bo_cli.migrations.build import builder
from bo_cli.migrations.supabase_cli import run_cli
from bo_cli.migrations.verify import both

# Every schema has to be named: the CLI passes over those it is not told of.
SCHEMAS = """
    select nspname from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'supabase_migrations')"""


def diff(info: ConnectionInfo, project: Project, program: Path) -> str:
    """Return SQL that brings the migrations' database to the source; empty when there is nothing.

    program: the Supabase CLI. The draft is for a person to read: `bo db verify` decides.
    """
    with builder(info, project) as build, both(build) as names:
        schemas = set[str]()
        for name in names:
            with build.connect(name) as connection:
                schemas |= _schemas(connection)
        left, right = (as_url(info.db_url, name) for name in names)
        with step("pg-delta"):
            return _pg_delta(program, info.db_url, left, right, sorted(schemas))


def _schemas(connection: Connection) -> set[str]:
    return {name for (name,) in connection.execute(SCHEMAS)}


def _pg_delta(program: Path, url: str, left: str, right: str, schemas: list[str]) -> str:
    """Run pg-delta. Its exit code is 0 whatever it finds, so the output decides."""
    arguments = ["db", "diff", "--use-pg-delta", "--from", left, "--to", right]
    arguments += ["--schema", ",".join(schemas), "--output-format", "json"]
    output = run_cli(program, url, *arguments)
    try:
        return str(json.loads(output)["diff"]).strip()
    except (ValueError, KeyError):
        raise BoError(f"supabase db diff answered what bo cannot read: {output[:200]}") from None
