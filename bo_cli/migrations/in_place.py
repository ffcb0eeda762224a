"""Reset where databases cannot be swapped: on a server that is not ours."""

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.console import step
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect
from bo_cli.db.locks import only_one
from bo_cli.migrations.apply import LOCK, migrate_locked, wait_notice
from bo_cli.migrations.files import read_migrations
from bo_cli.migrations.guard import environment_of, mark_environment, refuse_production
from bo_cli.seeding.seed import seed

# Only what our migrations make; auth, storage and the rest belong to the platform.
CLEAR = (
    "drop schema if exists private cascade",
    "drop schema if exists supabase_migrations cascade",
    "drop schema public cascade",
    "create schema public",
    "grant usage on schema public to anon, authenticated, service_role",
    "comment on schema public is 'standard public schema'",
)


def reset_in_place(info: ConnectionInfo, project: Project) -> None:
    """Drop our schemas, then run migrations and seeds.

    Raises BoError; unlike a swap, a failing migration then leaves the ones before it.
    """
    migrations = read_migrations(project)
    with connect(info.db_url, autocommit=True) as connection:
        refuse_production(info, connection, "bo db reset")
        mark = environment_of(connection)
        with only_one(connection, LOCK, wait_notice):
            _clear(connection)
            migrate_locked(connection, migrations)
            if mark:
                mark_environment(connection, mark)
            seed(connection, project)


def _clear(connection: Connection) -> None:
    with step("drop our schemas"), connection.transaction():
        for statement in CLEAR:
            connection.execute(statement)
