"""Switching the copy of a domain's events on, and its keys."""

from datetime import timedelta
from typing import Any

import pytest

from tests.rpc.integrations.hubspot import ADMIN, ANON, SERVICE, USER, call, domain, refusal, value

from .amplitude import KEY, Connection, switch_on
from .log import COOKING

pytestmark = pytest.mark.row("C16", "C45")


def test_what_is_not_given_stays_and_keys_are_in_the_vault(db: Connection) -> None:
    args = {"domain_id": domain(db, COOKING), "reason": "asked for"}
    others = (
        "select jsonb_agg(to_jsonb(p) order by p.id) from amplitude_projects as p"
        " where domain_id <> %s"
    )
    before = value(db, others, args["domain_id"])
    made = switch_on(db, region="us", production_api_key="for real")
    assert (made["is_active"], made["region"], made["events_per_request"]) == (True, "us", 10)
    assert value(db, "select private.read_secret(%s)", made["test_secret_id"]) == KEY
    assert value(db, "select private.read_secret(%s)", made["production_secret_id"]) == "for real"
    [row] = call(db, ADMIN, "set_amplitude", **args, events_per_request=1000, test_api_key="new")
    assert row["test_secret_id"] == made["test_secret_id"]
    assert value(db, "select private.read_secret(%s)", row["test_secret_id"]) == "new"
    assert value(db, "select private.read_secret(%s)", row["production_secret_id"]) == "for real"
    assert (row["is_active"], row["region"], row["events_per_request"]) == (True, "us", 1000)
    [row] = call(db, ADMIN, "set_amplitude", **args, is_active=False, region="eu")
    assert (row["is_active"], row["region"], row["events_per_request"]) == (False, "eu", 1000)
    assert value(db, others, args["domain_id"]) == before, "no other domain's"
    told = "select count(*) from audit_log where after::text like '%%' || %s || '%%'"
    assert value(db, told, KEY) == 0


def test_a_domain_without_a_project_gets_one(db: Connection) -> None:
    db.execute("delete from amplitude_projects")
    made = switch_on(db, "sub.abtasty.com")
    assert made["region"] == "us"
    assert value(db, "select count(*) from amplitude_projects") == 1


def test_what_amplitude_refused_is_forgotten(db: Connection) -> None:
    switch_on(db)
    db.execute("update amplitude_projects set error = 'status_401', error_at = now()")
    args = {"domain_id": domain(db, COOKING), "reason": "asked for"}
    [row] = call(db, ADMIN, "set_amplitude", **args)
    assert (row["error"], row["error_at"]) == (None, None)
    assert value(db, "select count(*) from amplitude_projects where error is not null") == 3


def test_without_the_key_of_the_environment_it_stays_off(db: Connection) -> None:
    args = {"domain_id": domain(db, COOKING), "reason": "asked for", "is_active": True}
    only_real = {**args, "production_api_key": "for real"}
    assert refusal(db, ADMIN, "set_amplitude", **only_real) == "PT409 NOT_CONFIGURED"
    assert refusal(db, ADMIN, "set_amplitude", **{**args, "test_api_key": KEY}) is None
    assert refusal(db, ADMIN, "set_amplitude", **{**args, "is_active": False}) is None


def test_what_is_refused(db: Connection) -> None:
    args = {"domain_id": domain(db, COOKING), "reason": "asked for"}
    for wrong in (
        {"region": "mars"},
        {"events_per_request": 0},
        {"events_per_request": 1001},
        {"test_api_key": ""},
    ):
        found = refusal(db, ADMIN, "set_amplitude", **args, **wrong)
        assert found == "22023 INVALID_INPUT"
    for most in (1, 1000):
        assert refusal(db, ADMIN, "set_amplitude", **args, events_per_request=most) is None
    unsaid = {**args, "reason": None}
    assert refusal(db, ADMIN, "set_amplitude", **unsaid) == "22023 REASON_REQUIRED"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    assert refusal(db, ADMIN, "set_amplitude", aal="aal1", **args) == "42501 STEP_UP_REQUIRED"
    assert refusal(db, USER, "set_amplitude", **args) == "42501 PERMISSION_DENIED"
    db.execute("update role_permissions set action = 'view' where resource = 'integrations'")
    assert refusal(db, ADMIN, "sync_lag", domain_ids=[args["domain_id"]]) is None
    assert refusal(db, ADMIN, "set_amplitude", **args) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "set_amplitude", **args) == "42501"


def test_when_the_copy_began_is_noted_once(db: Connection) -> None:
    query = "select copied_from - now() from amplitude_projects where domain_id = %s"
    here = domain(db, COOKING)
    args: dict[str, Any] = {"domain_id": here, "reason": "x"}
    call(db, ADMIN, "set_amplitude", **args, test_api_key=KEY)
    assert value(db, query, here) is None
    switch_on(db)
    assert value(db, query, here) == timedelta(seconds=10)
    db.execute("update amplitude_projects set copied_from = now() - interval '1 day'")
    switch_on(db)
    assert value(db, query, here) == timedelta(days=-1)
