"""Somebody else's schema, in a database that nothing may change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bo_cli.assurance.mutate.definitions import Schema, read_schema
from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import Connection, connect
from bo_cli.db.facts import Facts, read_contents, read_facts
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

HERE = Path(__file__).parent
# The default privileges of the platform keep pgTAP's functions from the roles that tests act as.
OPEN_PGTAP = """
do $$
declare
  each regprocedure;
begin
  for each in
    select oid from pg_proc
    where pronamespace = 'extensions'::regnamespace and proowner = current_user::regrole
  loop
    execute format('grant execute on function %s to anon, authenticated', each);
  end loop;
end
$$"""


@pytest.fixture(scope="session")
def desk_url(database_server: ConnectionInfo) -> Iterator[str]:
    with maintenance(database_server) as admin:
        platform = platform_template(admin)
    with worker_database(database_server, platform) as url:
        with connect(url, autocommit=True) as connection:
            connection.execute("create extension if not exists pgtap with schema extensions")
            connection.execute(OPEN_PGTAP)
            connection.execute((HERE / "desk.sql").read_bytes())
        yield url


@pytest.fixture
def desk(desk_url: str) -> Iterator[Connection]:
    with connect(desk_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def desk_schema(desk_url: str) -> Schema:
    with connect(desk_url, autocommit=True) as connection:
        return read_schema(connection)


def everything(connection: Connection) -> Facts:
    """Every definition of the database, and how many rows each table has."""
    return read_facts(connection) | read_contents(connection)
