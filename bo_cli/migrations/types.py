"""TypeScript types of the exposed schema, by the real Supabase CLI."""

from pathlib import Path

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.db import admin as databases
from bo_cli.db.connect import as_url
from bo_cli.migrations.build import assemble, builder, recipe_of
from bo_cli.migrations.supabase_cli import run_cli

PATH = Path("supabase/types.ts")
NAME = "bo_types"


def generate_types(info: ConnectionInfo, project: Project, program: Path) -> str:
    """Return the types of what the migrations make; program: the Supabase CLI.

    On a server of our own a fresh database is asked, so that the app database, which may be
    behind, does not count; elsewhere the database of the address.
    """
    if info.admin_url is None:
        return _generate(program, info.db_url)
    with builder(info, project) as build:
        assemble(build, recipe_of(build), NAME)
        try:
            return _generate(program, info.db_url, NAME)
        finally:
            databases.drop(build.admin, NAME)


def _generate(program: Path, url: str, database: str | None = None) -> str:
    where = f"--remote={as_url(url, database)}"
    output = run_cli(program, url, "gen", "types", "typescript", "--schema", "public", where)
    if "export type Database" not in output:
        raise BoError(f"supabase gen types answered: {output[:200]}")
    return output.strip() + "\n"
