"""What a connection synchronises: checked, versioned, for who manages it."""

from typing import Any

import pytest
from psycopg.types.json import Jsonb

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, connect, domain, refusal, value
from .syncs import MAP

CONTACTS = {"contacts": MAP["contacts"]}


def args_of(db: Connection, **other: Any) -> dict[str, Any]:
    return {
        "domain_id": domain(db), "integration_id": connect(db), "objects": ["contacts"],
        "field_map": CONTACTS, **other,
    }  # fmt: skip


@pytest.mark.row("R13")
def test_it_is_made_and_replaced(db: Connection) -> None:
    args = args_of(db)
    [made] = call(db, ADMIN, "set_sync_config", **args)
    assert (made["objects"], made["field_map"], made["filters"]) == (["contacts"], CONTACTS, {})
    assert (made["schedule"], made["is_enabled"], made["direction"]) == (None, True, "push")
    assert made["created_by"] == value(db, "select tests.person(%s)", ADMIN)
    new = {
        **args, "objects": ["companies", "contacts"], "field_map": MAP, "is_enabled": False,
        "filters": {"include_test": False, "seen_since": "2026-01-01T00:00:00+01:00"},
        "schedule": "5 minutes",
    }  # fmt: skip
    for stale in (None, 2):
        found = refusal(db, ADMIN, "set_sync_config", **new, expected_version=stale)
        assert found == "40001 STALE_VERSION"
    [row] = call(db, ADMIN, "set_sync_config", **new, expected_version=1)
    assert (row["id"], row["version"]) == (made["id"], 2)
    for name in ("objects", "field_map", "filters", "is_enabled"):
        assert row[name] == new[name]
    assert str(row["schedule"]) == "0:05:00"
    entries = value(
        db, "select count(*) from audit_log where resource = 'sync_configs' and resource_id = %s",
        str(row["id"]),
    )  # fmt: skip
    assert entries == 2


WRONG: list[dict[str, Any]] = [
    {"objects": []}, {"objects": None}, {"objects": ["deals"]}, {"objects": ["contacts"] * 2},
    {"objects": ["contacts", "companies"]}, {"objects": ["companies"]},
    {"field_map": None}, {"field_map": Jsonb([])}, {"field_map": {}}, {"field_map": MAP},
    {"field_map": {"contacts": {}}}, {"field_map": {"contacts": []}},
    {"field_map": {"contacts": {f"p{n}": "email" for n in range(101)}}},
    {"field_map": {"contacts": {"Email": "email"}}}, {"field_map": {"contacts": {"1a": "email"}}},
    {"field_map": {"contacts": {"a" * 101: "email"}}}, {"field_map": {"contacts": {"a": 1}}},
    {"field_map": {"contacts": {"a": "company_name"}}}, {"field_map": {"contacts": {"a": ""}}},
    {"field_map": {"contacts": {"a": "enrichment."}}},
    {"field_map": {"contacts": {"a": "enrichment.a b"}}},
    {"field_map": {"contacts": {"a": "enrichment." + "x" * 61}}},
    {"filters": None}, {"filters": Jsonb([])}, {"filters": {"other": 1}},
    {"filters": {"include_test": "yes"}}, {"filters": {"include_test": None}},
    {"filters": {"seen_since": "2026-01-01"}}, {"filters": {"seen_since": None}},
    {"filters": {"seen_since": 5}},
    {"schedule": "4 minutes 59 seconds"}, {"schedule": "31 days"}, {"is_enabled": None},
]  # fmt: skip


@pytest.mark.row("R13")
def test_what_cannot_be_is_named(db: Connection) -> None:
    args = args_of(db)
    for wrong in WRONG:
        assert refusal(db, ADMIN, "set_sync_config", **{**args, **wrong}) == "22023 INVALID_INPUT"
        [name] = wrong
        with pytest.raises(Exception, match=f"^{name}|field_map"):
            call(db, ADMIN, "set_sync_config", **{**args, **wrong})
    assert value(db, "select count(*) from sync_configs where domain_id = %s", domain(db)) == 0
    edge = {
        "field_map": {
            "contacts": {
                **{f"p{n}": "id" for n in range(99)}, "a" * 100: "enrichment." + "x" * 60
            }
        },
        "filters": {"include_test": True}, "schedule": "30 days",
    }  # fmt: skip
    assert refusal(db, ADMIN, "set_sync_config", **{**args, **edge}) is None


@pytest.mark.row("R13")
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("contacts", ["id", "email", "company_domain", "first_seen_at", "last_seen_at"]),
        ("companies", ["id", "company_domain", "company_name", "first_seen_at"]),
    ],
)
def test_fields_that_there_are(db: Connection, name: str, fields: list[str]) -> None:
    args = args_of(db, objects=[name], field_map={name: {each: each for each in fields}})
    assert refusal(db, ADMIN, "set_sync_config", **args) is None


@pytest.mark.row("R13", "R20")
def test_who_may(db: Connection) -> None:
    args = args_of(db)
    for who in (USER, "support@demo.example", "staff@demo.example", "partner@demo.example"):
        assert refusal(db, who, "set_sync_config", **args) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "set_sync_config", **args) == "42501"
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, ADMIN, "set_sync_config", **elsewhere) == "P0002 NOT_FOUND"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    weak = refusal(db, ADMIN, "set_sync_config", aal="aal1", **args)
    assert weak == "42501 STEP_UP_REQUIRED"
    assert refusal(db, ADMIN, "set_sync_config", **args) is None
