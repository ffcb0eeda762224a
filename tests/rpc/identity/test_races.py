"""Two admins who act at the same moment, each on a connection of their own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

ADMIN, OTHER_ADMIN = "admin@admin.com", "staff@demo.example"
ROUNDS = 5


@pytest.fixture
def own_database(stack: ConnectionInfo, template: str) -> Iterator[str]:
    """A database for this test alone, in which staff@demo.example is a second admin."""
    with worker_database(stack, template) as url, psycopg.connect(url) as connection:
        _make_second_admin(connection)
        connection.commit()
        yield url


def _make_second_admin(connection: psycopg.Connection) -> None:
    connection.execute("update people set role_key = 'admin' where email = %s", [OTHER_ADMIN])
    connection.execute("delete from memberships where person_id = tests.person(%s)", [OTHER_ADMIN])
    connection.execute(
        "insert into memberships (person_id, role_key, is_all_domains)"
        " values (tests.person(%s), 'admin', true)",
        [OTHER_ADMIN],
    )


def _race(url: str, calls: dict[str, str]) -> list[str]:
    """Run each person's statement at the same moment; 'done' or the reason of the refusal."""
    start = Barrier(len(calls))

    def act(email: str, statement: str) -> str:
        with psycopg.connect(url) as connection:
            connection.execute("select tests.as(%s, 'aal2')", [email])
            start.wait()
            try:
                connection.execute(statement)
                connection.commit()
            except psycopg.Error as error:
                return error.diag.message_detail or str(error)
        return "done"

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(act, calls, calls.values()))


def _admins(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "select count(*) from memberships as m join people as p on p.id = m.person_id"
            " where m.role_key = 'admin' and m.is_all_domains and p.status = 'active'"
        ).fetchone()
    assert row is not None
    return row[0]


DEMOTE = "select set_person_role('{id}', 'support', 'race', {version})"
DISABLE = "select set_person_status('{id}', 'disabled', 'race')"
DELETE = "select delete_person('{id}', 'race')"


@pytest.mark.row("T29", "T04")
@pytest.mark.parametrize(
    ("one", "other"),
    [(DEMOTE, DEMOTE), (DISABLE, DISABLE), (DEMOTE, DELETE), (DISABLE, DEMOTE)],
    ids=["demote-demote", "disable-disable", "demote-delete", "disable-demote"],
)
def test_of_the_last_two_admins_one_stays(own_database: str, one: str, other: str) -> None:
    with psycopg.connect(own_database) as connection:
        people = dict(
            connection.execute("select email::text, (id, version) from people").fetchall()
        )
    outcome = _race(
        own_database,
        {
            ADMIN: one.format(id=people[OTHER_ADMIN][0], version=people[OTHER_ADMIN][1]),
            OTHER_ADMIN: other.format(id=people[ADMIN][0], version=people[ADMIN][1]),
        },
    )
    # Rank is asked after the lock: who comes second is no admin any more.
    assert outcome == ["RANK_TOO_LOW", "done"]
    assert _admins(own_database) == 1


@pytest.mark.row("T27")
@pytest.mark.parametrize(
    ("keys", "mails"), [(("null", "null"), 2), (("'k'", "'k'"), 1)], ids=["anew", "same key"]
)
def test_two_invitations_of_one_address_are_one(
    own_database: str, keys: tuple[str, str], mails: int
) -> None:
    """The second call sends again, or, with the same idempotency key, does nothing."""
    for number in range(ROUNDS):
        email = f"new{number}@example.com"
        invite = f"select invite_collaborator('{email}', 'support', is_all_domains => true"
        calls = {
            ADMIN: f"{invite}, idempotency_key => {keys[0]})",
            OTHER_ADMIN: f"{invite}, idempotency_key => {keys[1]})",
        }
        assert _race(own_database, calls) == ["done", "done"]
        with psycopg.connect(own_database) as connection:
            found = connection.execute(
                "select count(distinct p.id), count(distinct i.id), count(distinct o.id),"
                " count(distinct m.id)"
                " from people as p left join invitations as i on i.person_id = p.id"
                " left join memberships as m on m.person_id = p.id"
                " left join private.outbox as o on o.payload ->> 'invitation_id' = i.id::text"
                " where p.email = %s",
                [email],
            ).fetchone()
        assert found == (1, 1, mails, 1)


@pytest.mark.row("T08", "T29")
def test_two_admins_who_deny_each_other_leave_one(own_database: str) -> None:
    """The second call asks for the permission anew: the first has taken it meanwhile."""
    deny = "select grant_person_permission(tests.person('{}'), 'collaborators.{}', 'deny', 'race')"
    for _ in range(ROUNDS):
        calls = {ADMIN: deny.format(OTHER_ADMIN, "manage"), OTHER_ADMIN: deny.format(ADMIN, "view")}
        assert _race(own_database, calls) == ["PERMISSION_DENIED", "done"]
        with psycopg.connect(own_database) as connection:
            connection.execute("delete from person_permissions")
