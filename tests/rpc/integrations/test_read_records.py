"""What a key reads: its scopes in its domains, and never more than who made it."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from .api_keys import make_key, records, with_key
from .hubspot import ADMIN, ANON, SERVICE, Connection, call, domain, one, refusal

DENIED = "not permitted"


def denied(db: Connection, key: str, resource: str = "cases", **args: Any) -> bool:
    try:
        records(db, key, resource, **args)
    except psycopg.errors.InsufficientPrivilege as error:
        return error.diag.message_detail == "PERMISSION_DENIED"
    return False


@pytest.mark.row("C53")
def test_a_key_for_cases_reads_no_donations(db: Connection) -> None:
    key = make_key(db)["key"]
    rows = records(db, key)
    here = db.execute("select id, code from cases where domain_id = %s order by id", [domain(db)])
    assert [(UUID(row["id"]), row["code"]) for row in rows] == here.fetchall()
    assert len(rows) >= 2
    assert denied(db, key, "donations")
    assert denied(db, key, domain_id=domain(db, "abtasty.com"))
    assert denied(db, key, domain_id=None)
    gifts = make_key(db, scopes=["donations.view"])["key"]
    assert len(records(db, gifts, "donations")) >= 2
    assert denied(db, gifts)


@pytest.mark.row("C53")
def test_pages_follow_each_other(db: Connection) -> None:
    key = make_key(db)["key"]
    whole = [row["id"] for row in records(db, key)]
    walked: list[str] = []
    while page := records(db, key, after=walked[-1] if walked else None, page_size=2):
        assert len(page) <= 2
        walked += [row["id"] for row in page]
    assert walked == whole
    for wrong in (0, 501, None):
        with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^page_size"):
            records(db, key, page_size=wrong)
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^resource"):
        records(db, key, "people")
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^resource"):
        records(db, key, resource=None)


@pytest.mark.row("C53")
def test_each_resource_is_read_with_its_own_columns(db: Connection) -> None:
    offered = db.execute("select * from private.api_resources()").fetchall()
    sites = {"cases": "toto.example", "donations": "toto.example"} | dict.fromkeys(
        ("accounts", "tickets", "topics"), "abtasty.com"
    )
    for resource, permission, columns in offered:
        site = sites.get(resource, "cooking.example")
        key = make_key(db, site, scopes=[permission])["key"]
        rows = records(db, key, resource, domain_id=domain(db, site))
        assert rows
        assert all(row.keys() == {"domain_id", "id", *columns} for row in rows), resource
        assert {row["domain_id"] for row in rows} == {str(domain(db, site))}


CLIENT = "select client_id from domains where id = %s"


@pytest.mark.row("C53")
def test_a_key_of_a_client_reads_all_its_domains(db: Connection) -> None:
    home, sub = domain(db, "abtasty.com"), domain(db, "sub.abtasty.com")
    narrow = make_key(db, "abtasty.com", scopes=["accounts.view"])["key"]
    wide = make_key(db, "abtasty.com", scopes=["accounts.view"], is_client_wide=True)["key"]
    db.execute(f"update domains set client_id = ({CLIENT}) where id = %s", [home, sub])
    assert records(db, wide, "accounts", domain_id=sub)
    assert denied(db, narrow, "accounts", domain_id=sub)
    assert denied(db, wide, "accounts", domain_id=domain(db, "notabtasty.com"))
    db.execute("update domains set archived_at = now() where id = %s", [sub])
    assert denied(db, wide, "accounts", domain_id=sub)
    assert records(db, wide, "accounts", domain_id=home)


STAFF = "staff@demo.example"
EXCEPT = """
insert into person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('staff@demo.example'), %s, %s, %s, %s, 'test')
"""
HELD = "insert into memberships (person_id, role_key, domain_id) values (tests.person(%s), %s, %s)"


@pytest.mark.row("C53")
def test_what_its_maker_loses_it_loses(db: Connection) -> None:
    here, elsewhere = domain(db), domain(db, "abtasty.com")
    db.execute(EXCEPT, ["integrations", "manage", "allow", here])
    args = {"domain_id": here, "name": "Site", "scopes": ["cases.view"], "reason": "x"}
    key = one(db, STAFF, "create_api_key", **args)["key"]
    assert records(db, key)
    with db.transaction(force_rollback=True):
        db.execute(EXCEPT, ["cases", "view", "deny", here])
        assert denied(db, key)
    with db.transaction(force_rollback=True):
        db.execute("update people set status = 'disabled' where email = %s", [STAFF])
        assert denied(db, key)
    with db.transaction(force_rollback=True):
        db.execute("delete from memberships where person_id = tests.person(%s)", [STAFF])
        db.execute(HELD, [STAFF, "staff", elsewhere])
        assert denied(db, key)
        db.execute(HELD, [STAFF, "client_user", here])
        assert denied(db, key)
        db.execute(
            "update memberships set role_key = 'support' where person_id = tests.person(%s)",
            [STAFF],
        )
        assert records(db, key)
    with db.transaction(force_rollback=True):
        db.execute(
            "update memberships set domain_id = null, is_all_domains = true"
            " where person_id = tests.person(%s)",
            [STAFF],
        )
        assert records(db, key)
        db.execute(EXCEPT, ["cases", "view", "deny", here])
        assert denied(db, key)


@pytest.mark.row("C53")
def test_a_role_that_wants_a_second_factor_counts(db: Connection) -> None:
    """Its maker brought one when the key was made."""
    key = make_key(db)["key"]
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    db.execute("update roles set is_mfa_required = true where key = 'admin'")
    assert records(db, key)


@pytest.mark.row("C53")
def test_without_a_key_there_is_nothing(db: Connection) -> None:
    args = {"resource": "cases", "domain_id": domain(db)}
    assert refusal(db, ANON, "read_records", **args) == "42501 PERMISSION_DENIED"
    assert refusal(db, ANON, "my_api_key") == "42501 PERMISSION_DENIED"
    for who in (ADMIN, SERVICE):
        assert refusal(db, who, "read_records", **args) == "42501"
        assert refusal(db, who, "my_api_key") == "42501"


@pytest.mark.row("C53")
def test_a_key_opens_nothing_else(db: Connection) -> None:
    key = make_key(db)["key"]
    for query in ("select from cases", "select list_cases()", "select me()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            with_key(db, key, query)
    assert call(db, ADMIN, "list_cases")
