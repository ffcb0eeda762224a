"""bo db scrub: nothing personal is left of a copy of production, or nothing is changed at all."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bo_cli.core.errors import BoError
from bo_cli.db.connect import connect
from bo_cli.policies.databases import worker_database
from bo_cli.seeding.scrub import scrub

pytestmark = pytest.mark.row("C05", "C44")

ADDRESS = "erika@musterfrau.de"
# What the planted rows hold of Erika; none of it may be found afterwards.
TRACES = ("musterfrau", "erika", "493012345678", "hunter2", "acme")
PERSON = "00000000-0000-4000-8000-000000000003"

PLANTED = Path(__file__).with_name("scrub_planted.sql")

TABLES = """
select format('%I.%I', n.nspname, c.relname)
from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('public', 'private', 'auth')
    and c.relkind in ('r', 'p') and not c.relispartition
"""


@pytest.fixture
def copied(database_server, template):
    """A database with people's data in every table; yields its address."""
    with worker_database(database_server, template) as url:
        with connect(url) as connection:
            connection.execute(PLANTED.read_bytes())
        yield url


@pytest.fixture
def run_bo(copied, project):
    """`run_bo('--yes', BO_X='y')` runs bo db scrub on the copy, as on a server that is not ours."""

    def run(*arguments, **environment):
        settings = {"BO_ENGINE": "url", "BO_DB_URL": copied, "BO_ENVIRONMENT": "staging"}
        return subprocess.run(
            [sys.executable, "-m", "bo_cli", "db", "scrub", *arguments],
            cwd=project.root,
            env={"PATH": "", "COLUMNS": "200"} | settings | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def run(url, project):
    with connect(url, autocommit=True) as connection:
        return {change.table: change.rows for change in scrub(connection, project)}


def rows(url, query):
    with connect(url, autocommit=True) as connection:
        return connection.execute(query).fetchall()


def contents(url):
    """Everything in our tables and the auth service's, by table, in lower case."""
    query = "select coalesce(string_agg(t::text, ' ' order by t::text), '') from {} as t"
    return {table: rows(url, query.format(table))[0][0].lower() for (table,) in rows(url, TABLES)}


def tables_with_traces(url):
    return {table for table, text in contents(url).items() if any(t in text for t in TRACES)}


def statistics(url):
    """How many columns' statistics quote the address."""
    query = "select count(*) from pg_stats where most_common_vals::text like '%{}%'"
    return rows(url, query.format(ADDRESS))[0][0]


def test_nothing_of_a_person_is_left(copied, project):
    with connect(copied, autocommit=True) as connection:
        connection.execute("analyze public.visitors")
    assert statistics(copied) > 0
    planted = tables_with_traces(copied)
    assert {"auth.identities", "auth.mfa_factors", "private.outbox", "public.audit_log"} < planted
    assert len(planted) >= 20
    changed = run(copied, project)
    assert tables_with_traces(copied) == set()
    assert planted <= set(changed)
    assert changed["public.messages"] == rows(copied, "select count(*) from public.messages")[0][0]
    assert statistics(copied) == 0


def test_the_same_address_becomes_the_same_everywhere(copied, project):
    run(copied, project)
    found = rows(
        copied,
        f"""select email::text from public.people where id = '{PERSON}'
        union select email from public.visitors
        union select email from auth.users where id = '{PERSON}'
        union select identity_data ->> 'email' from auth.identities where user_id = '{PERSON}'""",
    )
    assert len(found) == 1
    assert found[0][0].startswith("person-")
    assert found[0][0].endswith("@scrubbed.example")


def test_the_same_phone_number_becomes_the_same(copied, project):
    run(copied, project)
    query = f"""select people.phone, '+' || users.phone from public.people
        join auth.users on users.id = people.auth_user_id where people.id = '{PERSON}'"""
    ((person, account),) = rows(copied, query)
    assert person == account
    assert person.startswith("+999")


def test_what_is_measured_stays_and_no_password_fits(copied, project):
    run(copied, project)
    assert rows(copied, "select distinct dimensions from public.conversation_scores") == [
        ({"tone": 4},)
    ]
    length = len("I am Erika, erika@musterfrau.de")
    assert rows(copied, "select distinct length(content) from public.messages") == [(length,)]
    assert rows(copied, "select email from auth.users where email = 'admin@admin.com'")
    assert rows(copied, "select distinct encrypted_password from auth.users") == [("",)]


def test_a_copy_cannot_speak_to_other_services(copied, project):
    run(copied, project)
    assert rows(copied, "select name from vault.secrets") == [("kept",)]
    found = rows(copied, "select distinct status, error from public.integrations")
    assert found == [("disconnected", None)]


def test_the_audit_log_begins_anew_and_its_chain_verifies(copied, project):
    run(copied, project)
    log = rows(copied, "select action, resource, after from public.audit_log")
    assert [row[:2] for row in log] == [("scrub", "database")]
    assert log[0][2]["audit_rows_removed"] > 0
    with connect(copied) as connection:
        connection.execute(
            """select set_config('request.jwt.claims', '{"role": "service_role"}', true)"""
        )
        chains = connection.execute(
            "select chain_domain_id, rows_checked, is_ok from public.verify_audit_chain()"
        ).fetchall()
    assert chains == [(None, 1, True)]


def test_every_trigger_is_as_before(copied, project):
    query = "select tgrelid::regclass::text, tgname, tgenabled from pg_trigger order by 1, 2"
    before = rows(copied, query)
    run(copied, project)
    assert rows(copied, query) == before
    with pytest.raises(Exception, match="append-only"):
        rows(copied, "delete from public.audit_log returning 1")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "write to a.real+person@mail.gmail.com!"),
        ("extensions.citext", "Real.Person@Gmail.com"),
        ("jsonb", '{"deep": [{"Real@Gmail.com": 1}]}'),
        ("json", '{"to": "real\\u0040gmail.com"}'),
        ("text[]", "{one,real@gmail.com}"),
        ("text", "https://x.example/?to=real%40gmail.com"),
        ("text", "person-1@scrubbed.example, real@example.com"),
    ],
)
def test_a_column_that_nobody_thought_of_is_named_and_nothing_changes(
    copied, project, column, value
):
    with connect(copied, autocommit=True) as connection:
        connection.execute(f"alter table public.roles add nickname {column}")
        connection.execute("update public.roles set nickname = %s where key = 'staff'", [value])
    before = contents(copied)
    with pytest.raises(
        BoError, match=r"addresses are left in public\.roles\.nickname \("
    ) as caught:
        run(copied, project)
    assert "seeds/scrub" in caught.value.hint
    assert contents(copied) == before


def test_made_up_addresses_and_other_at_signs_pass_the_check(copied, project):
    with connect(copied, autocommit=True) as connection:
        connection.execute("alter table public.roles add nickname text")
        connection.execute(
            "update public.roles set nickname = 'x@demo.example, y@deleted.invalid, @home, a@b'"
        )
    run(copied, project)
    assert tables_with_traces(copied) == set()


def test_a_second_run_leaves_made_up_addresses_alone(copied, project):
    query = "select id, email from auth.users order by 1"
    run(copied, project)
    before = rows(copied, query)
    run(copied, project)
    assert rows(copied, query) == before


def test_refused_where_the_database_says_production(copied, run_bo):
    rows(copied, "update private.deployment set environment = 'production' returning 1")
    before = contents(copied)
    done = run_bo("--yes")
    assert done.returncode == 1
    assert "bo db scrub is refused: the environment is production" in done.stderr
    assert contents(copied) == before


def test_refused_where_the_setting_says_production(copied, run_bo):
    done = run_bo("--yes", BO_ENVIRONMENT="production")
    assert done.returncode == 1
    assert "bo db scrub is refused: the environment is production" in done.stderr
    assert tables_with_traces(copied)


def test_refused_where_the_database_does_not_say_what_it_is(copied, run_bo):
    rows(copied, "delete from private.deployment returning 1")
    done = run_bo("--yes")
    assert done.returncode == 1
    assert "the database does not say which environment it is" in done.stderr
    assert "hint: bo db migrate; then, if it is no production" in done.stderr
    assert tables_with_traces(copied)


def test_asks_before_a_database_elsewhere(run_bo):
    done = run_bo(BO_DB_URL="postgresql://postgres@db.staging.invalid:5432/postgres")
    assert done.returncode == 1
    assert "Replace personal data in postgres@db.staging.invalid:5432/postgres?" in done.stderr
    assert "cannot connect" not in done.stderr


def test_the_command_prints_the_rows_of_each_table(copied, run_bo):
    rows(copied, "update private.deployment set environment = 'staging' returning 1")
    messages = rows(copied, "select count(*) from public.messages")[0][0]
    done = run_bo("--json")
    assert done.returncode == 0, done.stderr
    assert {"table": "public.messages", "rows": messages} in json.loads(done.stdout)
    assert "scrubbed: postgres@127.0.0.1:" in done.stderr
    done = run_bo()
    assert f"{messages:>9}  public.messages\n" in done.stdout
