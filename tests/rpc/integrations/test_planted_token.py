"""Tokens are planted, and then looked for wherever anybody can read."""

from typing import Any

import psycopg
import pytest

from .hubspot import (
    ACCESS,
    ADMIN,
    ANON,
    REFRESH,
    SERVICE,
    USER,
    Connection,
    act_as,
    begin,
    call,
    connect,
    domain,
    refusal,
    value,
)  # fmt: skip

NEW_ACCESS, NEW_REFRESH = "planted-access-token-4713", "planted-refresh-token-4714"
RELATIONS = (
    "select oid::regclass::text from pg_class"
    " where relkind in ('r', 'p', 'v', 'm') and relnamespace::regnamespace::text = any(%s)"
)


@pytest.fixture
def planted(db: Connection) -> str:
    """A whole life: begun, connected, refreshed, failed, disconnected; returns the last state."""
    made = connect(db)
    there = {"domain_id": domain(db), "integration_id": made}
    db.execute("update integrations set refresh_at = now() where id = %s", [made])
    call(db, SERVICE, "claim_token_refresh", worker="w1")
    new = {"access_token": NEW_ACCESS, "refresh_token": NEW_REFRESH, "expires_in": 600}
    call(db, SERVICE, "store_refreshed_tokens", **there, worker="w1", **new)
    call(db, SERVICE, "integration_token", **there)
    other = connect(db, "sub.abtasty.com")
    gone = {"domain_id": domain(db, "sub.abtasty.com"), "integration_id": other, "reason": "x"}
    call(db, ADMIN, "disconnect_integration", **gone)
    return str(begin(db)["state"])


def holding(db: Connection, schemas: list[str], words: list[str]) -> list[str]:
    """The relations, as far as this role may read them, that hold one of the words."""
    relations = [name for (name,) in db.execute(RELATIONS, [schemas]).fetchall()]
    found = []
    for name in relations:
        try:
            with db.transaction():
                query = f"select count(*) from {name} as t where t::text like any(%s)"
                count = db.execute(query, [[f"%{word}%" for word in words]]).fetchone()
                assert count is not None
                found += [name] if count[0] else []
        except psycopg.errors.InsufficientPrivilege:
            continue
    return found


@pytest.mark.row("R12", "R20", "C43")
def test_no_table_holds_a_token_or_a_state(db: Connection, planted: str) -> None:
    words = [ACCESS, REFRESH, NEW_ACCESS, NEW_REFRESH, planted]
    assert value(db, "select count(*) from vault.secrets") == 4
    assert holding(db, ["vault"], words) == ["vault.decrypted_secrets"]
    ours = ["public", "private", "auth", "storage", "extensions", "supabase_migrations"]
    assert holding(db, ours, words) == []
    # It would have found something: this is in the audit log.
    assert "audit_log" in holding(db, ["public"], ["4242"])


@pytest.mark.row("R12", "R20", "C43")
@pytest.mark.parametrize("who", [ADMIN, USER, ANON, SERVICE])
def test_no_api_role_reads_the_vault(db: Connection, planted: str, who: str) -> None:
    words = [ACCESS, REFRESH, NEW_ACCESS, NEW_REFRESH, planted]
    act_as(db, who)
    assert holding(db, ["public", "private", "vault", "auth", "extensions"], words) == []
    for statement in (
        "select * from vault.secrets",
        "select * from vault.decrypted_secrets",
        "select vault.create_secret('x')",
        "select vault.update_secret(gen_random_uuid(), 'x')",
        "select vault._open(gen_random_uuid(), 'x')",
        "select private.store_secret('x', 'x')",
        "select private.read_secret(gen_random_uuid())",
        "select private.rotate_secret(gen_random_uuid(), 'x', 'x')",
        "select private.forget_secret(gen_random_uuid())",
        "select private.keep_tokens(null, 'x', 'x', 60)",
        "select pg_read_file('vault.key')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute(statement)


@pytest.mark.row("R12", "C43")
def test_the_owner_of_the_tables_has_no_key_either(db: Connection, planted: str) -> None:
    """Whoever copies the tables, as a dump does, copies what only the server can open."""
    for statement in (
        "select pg_read_file('vault.key')",
        "select pg_read_binary_file('vault.key')",
        "copy (select 1) to '/tmp/never'",
        "select vault._seal(gen_random_uuid(), 'x')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute(statement)


@pytest.mark.row("R12")
def test_a_sealed_secret_opens_in_its_own_row_only(db: Connection) -> None:
    one_id, other_id = (
        value(db, "select vault.create_secret(%s)", word) for word in ("one", "two")
    )
    db.execute("select vault.update_secret(%s, new_name => 'a name')", [one_id])
    assert value(db, "select private.read_secret(%s)", one_id) == "one"
    sealed = value(db, "select secret from vault.secrets where id = %s", one_id)
    assert value(db, "select vault._open(%s, %s)", one_id, sealed) == "one"
    with pytest.raises(psycopg.Error, match="Wrong key or corrupt data"), db.transaction():
        db.execute("select vault._open(%s, %s)", [other_id, sealed])


@pytest.mark.row("R12")
def test_statistics_of_statements_hold_no_token(db: Connection) -> None:
    """Even where a client writes the values into the statement."""
    state = begin(db)["state"]
    ids = f"'{state}', tests.person('{ADMIN}')"
    act_as(db, SERVICE)
    db.execute(f"select * from redeem_oauth_state({ids})")
    db.execute(f"select finish_hubspot_connect({ids}, '{ACCESS}', '{REFRESH}', 1800, '4242')")
    db.execute("select tests.back()")
    noted = value(db, "select count(*) from extensions.pg_stat_statements where query like %s",
                  "%finish_hubspot_connect(%")  # fmt: skip
    assert noted > 0
    words = [f"%{word}%" for word in (ACCESS, REFRESH, state)]
    held = "select count(*) from extensions.pg_stat_statements where query like any(%s)"
    assert value(db, held, words) == 0


@pytest.mark.row("R12")
@pytest.mark.parametrize("wrong", [{"expires_in": 1}, {"portal_id": "not/one"}])
def test_errors_quote_no_token(db: Connection, wrong: dict[str, Any]) -> None:
    state = begin(db)["state"]
    who = {"state": state, "person_id": value(db, "select tests.person(%s)", ADMIN)}
    call(db, SERVICE, "redeem_oauth_state", **who)
    tokens = {"access_token": ACCESS, "refresh_token": REFRESH, "expires_in": 60, "portal_id": "1"}
    with pytest.raises(psycopg.Error) as caught:
        call(db, SERVICE, "finish_hubspot_connect", **who, **{**tokens, **wrong})
    said = vars(type(caught.value.diag))
    texts = [str(getattr(caught.value.diag, name)) for name in said if not name.startswith("_")]
    assert not [text for text in texts for word in (ACCESS, REFRESH, state) if word in text]


@pytest.mark.row("R12")
def test_without_a_vault_it_is_said(db: Connection) -> None:
    db.execute("select set_config('role', 'none', true)")
    # What stands for a project without the extension: the name leads nowhere.
    body = value(db, "select pg_get_functiondef('private.require_vault'::regproc)")
    db.execute(body.replace("vault.decrypted_secrets", "vault.is_not_there"))
    args = {"domain_id": domain(db)}
    assert refusal(db, ADMIN, "begin_hubspot_connect", **args) == "PT503 VAULT_MISSING"
    assert refusal(db, ADMIN, "list_integrations") is None
    with pytest.raises(psycopg.Error, match="no vault"), db.transaction():
        db.execute("select private.rotate_secret(gen_random_uuid(), 'x', 'x')")
