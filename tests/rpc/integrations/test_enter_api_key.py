"""How a request with a key begins: whom it lets in, and how often."""

from typing import Any

import psycopg
import pytest

from .api_keys import come_with, make_key, records, refused, with_key
from .hubspot import Connection, value

CLAIMS = "select current_setting('request.jwt.claims')::jsonb"


@pytest.mark.row("C53")
def test_it_acts_for_the_key_and_nobody_else(db: Connection) -> None:
    made = make_key(db)
    [(claims,)] = with_key(db, made["key"], CLAIMS)
    assert claims == {
        "role": "anon", "api_key_domain_id": made["domain_id"], "api_key_id": made["id"],
    }  # fmt: skip
    [(role, person)] = with_key(db, made["key"], "select current_user::text, auth.uid()")
    assert (role, person) == ("anon", None)


@pytest.mark.row("C53")
def test_keys_that_are_none(db: Connection) -> None:
    made = make_key(db)
    for wrong in ("", "bo_00000000_" + "x" * 43, made["key"][:-1], made["prefix"]):
        assert refused(db, wrong) == "PT401 API_KEY_REFUSED"
    for ended in ("expires_at = now()", "revoked_at = now(), revoked_by = created_by"):
        with db.transaction(force_rollback=True):
            db.execute(f"update api_keys set {ended} where id = %s", [made["id"]])
            assert refused(db, made["key"]) == "PT401 API_KEY_REFUSED"
    assert refused(db, made["key"]) is None
    db.execute("update api_keys set expires_at = now() + '1 s' where id = %s", [made["id"]])
    assert records(db, made["key"])


@pytest.mark.row("C53")
def test_a_key_comes_alone_and_with_post(db: Connection) -> None:
    key = make_key(db)["key"]
    for role in ("authenticated", "service_role"):
        assert refused(db, key, role=role) == "22023 INVALID_INPUT"
    for method in ("GET", "HEAD", ""):
        assert refused(db, key, method=method) == "PT405 POST_REQUIRED"
    with db.transaction(force_rollback=True):
        db.execute("set transaction read only")
        with pytest.raises(psycopg.Error, match="made for keys"), db.transaction():
            come_with(db, key)


@pytest.mark.row("C53")
def test_ended_keys_say_nothing_while_a_request_runs(db: Connection) -> None:
    """A key that ends between its first statement and the next."""
    made = make_key(db)
    come_with(db, made["key"])
    db.execute("set local role postgres")
    for ended in ("expires_at = now()", "revoked_at = now(), revoked_by = created_by"):
        with db.transaction(force_rollback=True):
            assert value(db, "select (private.current_api_key()).id::text") == made["id"]
            db.execute(f"update api_keys set {ended} where id = %s", [made["id"]])
            assert value(db, "select (private.current_api_key()).id") is None


@pytest.mark.row("C53")
def test_one_request_too_many(db: Connection) -> None:
    made, twin = make_key(db, rate_limit=3), make_key(db, rate_limit=1)
    for _ in range(3):
        records(db, made["key"])
    for _ in range(2):  # What is refused changes nothing.
        with pytest.raises(psycopg.Error) as refusal:
            records(db, made["key"])
        assert refusal.value.sqlstate == "PGRST"
        told = value(db, "select %s::jsonb", refusal.value.diag.message_primary)
        headers = value(db, "select %s::jsonb", refusal.value.diag.message_detail)
        assert (told["code"], told["details"]) == ("PT429", "RATE_LIMITED")
        assert headers == {"status": 429, "headers": {"Retry-After": "60"}}
        assert told["hint"] == "Try again in 60 s."
    records(db, twin["key"])
    older(db, made, 1, "60 s")
    records(db, made["key"])
    older(db, made, 2, "45 s")
    assert wait(db, made) == "15"
    older(db, made, 2, "60.5 s")
    assert wait(db, made) is None


def older(db: Connection, made: dict[str, Any], slot: int, age: str) -> None:
    db.execute(
        "update private.api_key_slots set used_at = clock_timestamp() - %s::interval"
        " where key_id = %s and slot = %s",
        [age, made["id"], slot],
    )


def wait(db: Connection, made: dict[str, Any]) -> str | None:
    try:
        with_key(db, made["key"], "select 1")
    except psycopg.Error as error:
        headers: dict[str, str] = value(
            db, "select %s::jsonb -> 'headers'", error.diag.message_detail
        )
        return headers["Retry-After"]
    return None


@pytest.mark.row("C53")
def test_many_at_the_same_time_are_no_more_than_the_limit(own_url: str) -> None:
    """Twelve requests that have all begun and none has ended: ten are let in, and none waits."""
    with psycopg.connect(own_url) as db:
        made = make_key(db, rate_limit=10)
    requests = [psycopg.connect(own_url) for _ in range(12)]
    try:
        assert [lets_in(each, made["key"]) for each in requests] == [True] * 10 + [False] * 2
        for each in requests:
            each.commit()
        assert not lets_in(requests[0], made["key"])
    finally:
        for each in requests:
            each.close()


def lets_in(connection: Connection, key: str) -> bool:
    connection.execute("set lock_timeout = '2 s'")
    try:
        with connection.transaction():
            come_with(connection, key)
            connection.execute("select tests.back()")
    except psycopg.Error as error:
        assert error.sqlstate == "PGRST"
        return False
    return True
