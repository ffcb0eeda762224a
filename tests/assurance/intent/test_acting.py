"""Signing in: what the database says of an identity, and acting as it as the API does."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from bo_cli.assurance.intent import acting
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import connect, with_database

from .conftest import BEGINNING, Load

Connection = psycopg.Connection[tuple]
ABTASTY = "10000000-0000-4000-8000-000000000001"


def claims(db: Connection) -> dict:
    return json.loads(db.execute("select current_setting('request.jwt.claims')").fetchone()[0])


def test_a_person_gets_the_claims_that_auth_issues(db: Connection, intent: Load) -> None:
    """The same claims as tests.claims() makes in SQL."""
    acting.become(db, acting.sign_in(db, intent(""))["admin"])
    ours = claims(db)
    acting.back(db)
    db.execute("select tests.as('admin@admin.com')")
    theirs = claims(db)
    db.execute("select tests.back()")
    assert ours.keys() == theirs.keys()
    changing = {"iat", "exp", "amr", "session_id"}
    assert {k: v for k, v in ours.items() if k not in changing} == {
        k: v for k, v in theirs.items() if k not in changing
    }
    assert abs(ours["iat"] - time.time()) < 60
    assert ours["exp"] == ours["iat"] + 3600
    assert ours["session_id"] != theirs["session_id"]
    assert ours["amr"] == [{"method": "password", "timestamp": ours["iat"]}]


def test_claims_are_laid_over_those_of_the_account(db: Connection, intent: Load) -> None:
    signed_in = acting.sign_in(
        db,
        intent(
            "[identities.strong]\nperson = 'admin@admin.com'\nclaims = { aal = 'aal2' }\n"
            "[identities.passkey]\nperson = 'admin@admin.com'\n"
            "claims = { iat = 1, amr = [{ method = 'passkey' }, { method = 'x', timestamp = 2 }] }"
        ),
    )
    strong, passkey = signed_in["strong"].claims, signed_in["passkey"].claims
    assert strong["aal"] == "aal2"
    assert [entry["method"] for entry in strong["amr"]] == ["totp", "password"]
    assert (passkey["aal"], passkey["iat"]) == ("aal1", 1)
    assert passkey["amr"][0]["timestamp"] > 1
    assert passkey["amr"][1] == {"method": "x", "timestamp": 2}


def test_without_a_person_the_claims_are_those_of_the_file(db: Connection, intent: Load) -> None:
    signed_in = acting.sign_in(db, intent(""))
    assert signed_in["anon"].claims == {"role": "anon"}
    assert signed_in["user"].claims == {"role": "authenticated", "sub": "u"}
    assert signed_in["anon"].own == ()
    assert signed_in["user"].own == ("u",)


def test_tenants_and_own_values_may_be_queries(db: Connection, intent: Load) -> None:
    beginning = BEGINNING.replace(
        '"1"', "\"select id from public.domains where site_domain = 'abtasty.com'\""
    )
    more = '[identities.x]\nrole = "anon"\ntenants = ["one"]\nown = ["7", "values (8), (9)"]'
    signed_in = acting.sign_in(db, intent(more, beginning))
    assert signed_in["x"].tenants == {"one": ABTASTY}
    assert signed_in["x"].own == ("7", "8", "9")
    assert signed_in["admin"].tenants == {"one": ABTASTY, "two": "2", "three": "3"}


def test_become_sets_what_policies_ask_and_back_undoes_it(db: Connection, intent: Load) -> None:
    ask = """
        select current_user::text, auth.uid()::text, auth.role(),
          current_setting('request.jwt.claim.sub', true)
    """
    admin = acting.sign_in(db, intent(""))["admin"]
    acting.become(db, admin)
    sub = admin.claims["sub"]
    assert db.execute(ask).fetchone() == ("authenticated", sub, "authenticated", sub)
    acting.back(db)
    assert db.execute(ask).fetchone() == ("postgres", None, None, "")


def test_claims_need_not_be_texts(db: Connection, intent: Load) -> None:
    more = '[identities.x]\nrole = "authenticated"\nclaims = { sub = 7, email = false }'
    seven = acting.sign_in(db, intent(more))["x"]
    acting.become(db, seven)
    assert claims(db)["sub"] == 7
    assert seven.own == ("7",)
    acting.back(db)


def test_acting_lasts_until_the_rollback(db: Connection, intent: Load) -> None:
    admin = acting.sign_in(db, intent(""))["admin"]
    with db.transaction(force_rollback=True):
        acting.become(db, admin)
    assert db.execute("select current_user::text").fetchone() == ("postgres",)
    acting.become(db, admin)
    db.rollback()
    assert db.execute("select current_user::text").fetchone() == ("postgres",)


@pytest.mark.parametrize(
    ("found", "replacement", "message"),
    [
        (
            "admin@admin.com",
            "nobody@admin.com",
            "identities.admin.person: no account in auth.users has the address nobody@admin.com",
        ),
        ('role = "anon"', 'role = "ghost"', 'identities.anon.role: cannot be acted as: role "'),
        ('"1"', '"select 1 where false"', "tenants.one: finds no row: select 1 where false"),
        ('"1"', '"select null"', "tenants.one: should find one value a row, and no null"),
        ('"1"', '"select 1, 2"', "tenants.one: should find one value a row, and no null"),
        ('"1"', '"values (1), (2)"', "tenants.one: should find one value, finds 2"),
        ('"1"', '"select x"', 'tenants.one: the query fails: column "x" does not exist'),
        ('"2"', '"1"', "tenants.two: is the same tenant as one: 1"),
        ("sub =", "x =", None),
    ],
)  # fmt: skip
def test_says_what_the_database_lacks(
    found: str,
    replacement: str,
    message: str | None,
    db: Connection,
    intent: Load,
    intent_file: Path,
) -> None:
    loaded = intent("", BEGINNING.replace(found, replacement))
    if message is None:
        assert acting.sign_in(db, loaded)["user"].own == ()
        return
    with pytest.raises(UsageError, match=re.escape(f"{intent_file}: {message}")):
        acting.sign_in(db, loaded)


def test_own_rows_that_are_not_there(db: Connection, intent: Load) -> None:
    loaded = intent('[identities.x]\nrole = "anon"\nown = "select 1 where false"')
    with pytest.raises(UsageError, match=r"identities\.x\.own: finds no row"):
        acting.sign_in(db, loaded)


@pytest.fixture
def empty_database(database_server: ConnectionInfo) -> Iterator[str]:
    """The address of a database that Supabase never saw."""
    name = f"empty_{uuid4().hex[:8]}"
    with connect(str(database_server.admin_url), autocommit=True) as admin:
        admin.execute(f"create database {name} template template0".encode())
        yield with_database(str(database_server.admin_url), name)
        admin.execute(f"drop database {name} (force)".encode())


def test_a_database_without_accounts(empty_database: str, intent: Load) -> None:
    loaded = intent("")
    with (
        connect(empty_database) as connection,
        pytest.raises(UsageError, match=r"identities\.admin\.person: auth\.users cannot be read"),
    ):
        acting.sign_in(connection, loaded)
