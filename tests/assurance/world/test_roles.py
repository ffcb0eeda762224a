"""The world as seen by roles that may do more, or less, than the usual owner."""

from dataclasses import replace

from bo_cli.assurance.intent import Intent
from bo_cli.assurance.model import Identity
from bo_cli.assurance.world.world import open_world
from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import connect, database_of, with_database

OWNER = """
create role plain_owner;
grant anon, authenticated to plain_owner;
create schema app authorization plain_owner;
set local session authorization plain_owner;
create table app.notes (id integer primary key, org text not null, body text);
alter table app.notes enable row level security;
alter table app.notes force row level security;
create table app.flags (
  id serial primary key, note_id integer not null references app.notes, why text
);
"""


def test_as_a_superuser(
    database_server: ConnectionInfo, awkward_url: str, awkward_intent: Intent
) -> None:
    superuser = with_database(str(database_server.admin_url), database_of(awkward_url))
    with connect(superuser) as connection, open_world(connection, awkward_intent) as world:
        assert sorted(world.missing) == ["public.childless", "public.elsewhere"]
        assert len(world.canaries["public.swallowed"]) == 3
        shown = connection.execute("show session_replication_role").fetchone()
        assert shown == ("origin",)


def test_as_an_owner_that_may_not_pass_row_security(
    database_server: ConnectionInfo, awkward_url: str, awkward_intent: Intent
) -> None:
    """Identities that are claims alone; tables of others cannot be filled, and say so."""
    superuser = with_database(str(database_server.admin_url), database_of(awkward_url))
    anybody = Identity("anybody", "authenticated", claims={"org": "a"}, tenants=("a",))
    intent = replace(
        awkward_intent,
        identities={"anybody": anybody},
        tenants={"a": "a", "b": "b", "c": "c"},
        tenant_column="org",
        tenant_relation=None,
        setup=(),
        relations=(),
    )
    with connect(superuser) as connection:
        connection.execute(OWNER.encode())
        with open_world(connection, intent) as world:
            for name in ("app.notes", "app.flags"):
                assert [canary.tenant for canary in world.canaries[name]] == ["a", "b", "c"]
            assert world.missing["public.plain"] == "permission denied for table plain"
        query = "select relforcerowsecurity from pg_class where relname = 'notes'"
        assert connection.execute(query.encode()).fetchone() == (True,)
        connection.rollback()
