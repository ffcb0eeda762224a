"""Fields for staff: however a client dresses up a change, they stay, and are never shown."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .config_reference import leaves, patched, resolved, staff_leaves
from .test_resolve_config import SITE, probe, set_here

Connection = psycopg.Connection[Any]
AsPerson = Callable[..., AbstractContextManager[None]]
Rpc = Callable[..., Any]
ADMIN, USER = "admin@admin.com", "user@user.com"

KEYS = st.sampled_from("abc")
MARKED = st.sampled_from([{}, {"x-access": "client"}, {"x-access": "staff"}])
SCHEMAS = st.recursive(
    MARKED,
    lambda inner: st.builds(
        lambda marked, below: {**marked, **below},
        MARKED,
        st.fixed_dictionaries({"properties": st.dictionaries(KEYS, inner, max_size=3)})
        | st.fixed_dictionaries({"items": inner})
        | st.fixed_dictionaries({"additionalProperties": inner}),
    ),
    max_leaves=8,
)
ROOTS = st.builds(
    lambda root, members: {**root, "type": "object", "properties": members},
    MARKED,
    st.dictionaries(KEYS, SCHEMAS, min_size=1, max_size=3),
)
SCALARS = st.integers(0, 5)


def trees(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    )
    return st.dictionaries(KEYS, values, max_size=3)


def filled(value: Any) -> Any:
    """Without empty objects, which say nothing."""
    if isinstance(value, dict):
        parts = {name: filled(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part != {}}
    return [filled(part) for part in value] if isinstance(value, list) else value


@pytest.mark.row("R09")
def test_a_client_never_changes_nor_sees_what_is_for_staff(
    db: Connection, as_person: AsPerson, rpc: Rpc
) -> None:
    outcomes = set()

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        ROOTS, st.tuples(trees(SCALARS), trees(SCALARS)), trees(SCALARS | st.none()), st.booleans()
    )
    def check(schema: Any, layers: tuple[Any, Any], change: Any, is_whole: bool) -> None:
        with db.transaction(force_rollback=True):
            probe(db, json_schema=schema, access="mixed")
            set_here(db, None, layers[0], None)
            set_here(db, None, layers[1])
            with as_person(db, USER):
                shown = rpc(db, "get_config", slug="probe", domain_id=SITE)
            access = {"expected_version": 1, "is_whole": is_whole, "domain_id": SITE}
            try:
                with as_person(db, USER):
                    after = rpc(db, "set_config", slug="probe", config=change, **access)
            except (psycopg.errors.InsufficientPrivilege, psycopg.DataError) as refused:
                outcomes.add(refused.diag.message_detail)
                after = None
            with as_person(db, ADMIN):
                stored = rpc(db, "get_config", slug="probe", domain_id=SITE)
        seen = {key: shown[key]["config"] for key in ("inherited", "in_force")}
        for config in (shown["config"], *seen.values()):
            assert {who for _, who, _ in leaves(schema, config, "staff")} <= {"client"}
        assert staff_leaves(schema, stored["config"]) == staff_leaves(schema, layers[1])
        in_force = resolved({}, *layers, "deep")
        assert staff_leaves(schema, stored["in_force"]["config"]) == staff_leaves(schema, in_force)
        if after is not None:
            outcomes.add("stored")
            wanted = patched({} if is_whole else shown["config"], change)
            assert filled(after["config"]) == filled(wanted)

    check()
    assert outcomes >= {"stored", "INVALID_CONFIG"}
