"""resolve_config: the default, over it what holds for all sites, over that the site's."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .config_reference import resolved

Connection = psycopg.Connection[Any]
ADMIN = "admin@admin.com"
SITE = "10000000-0000-4000-8000-000000000001"
OTHER = "10000000-0000-4000-8000-000000000002"

TREES = st.recursive(
    st.none() | st.integers(0, 3) | st.booleans() | st.sampled_from(["x", "y"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=10,
)
CONFIGS = st.dictionaries(st.sampled_from("abc"), TREES, max_size=3)
SWITCHES = st.none() | st.booleans()


def probe(db: Connection, **columns: Any) -> None:
    """Settings that take everything, with nothing set."""
    given = {"scope": "website", "access": "staff", "json_schema": {"type": "object"}} | columns
    names = ["slug", "title", "description", *given]
    values = ["probe", "Probe", "A probe", *given.values()]
    blanks = ", ".join(["%s"] * len(names))
    db.execute(
        f"insert into config_schemas ({', '.join(names)}) values ({blanks})",
        [json.dumps(value) if isinstance(value, dict) else value for value in values],
    )


def set_here(
    db: Connection, enabled: bool | None, config: Any, domain_id: str | None = SITE
) -> None:
    """A new version, put there by the owner."""
    table, key = ("config_values", [domain_id]) if domain_id else ("config_globals", [])
    domain = "domain_id, " * len(key)
    db.execute(
        f"insert into {table} ({domain}slug, version, enabled, config, changed_as)"
        f" select {'%s, ' * len(key)}'probe', count(*) + 1, %s, %s, 'staff' from {table}"
        f" where slug = 'probe'{' and domain_id = %s' if key else ''}",
        [*key, enabled, json.dumps(config), *key],
    )


@pytest.mark.row("R09")
@pytest.mark.parametrize("strategy", ["deep", "replace"])
def test_equals_the_reference(
    db: Connection,
    as_person: Callable[..., AbstractContextManager[None]],
    rpc: Callable[..., Any],
    strategy: str,
) -> None:
    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.tuples(CONFIGS, CONFIGS, CONFIGS), st.tuples(st.booleans(), SWITCHES, SWITCHES))
    def check(configs: tuple[Any, Any, Any], switches: tuple[bool, Any, Any]) -> None:
        with db.transaction(force_rollback=True):
            probe(
                db, default_config=configs[0], merge_strategy=strategy, is_feature=True,
                enabled_by_default=switches[0],
            )  # fmt: skip
            # An older version counts for nothing, nor does another site's.
            set_here(db, True, {"a": "old"}, None)
            set_here(db, switches[1], configs[1], None)
            set_here(db, False, {"b": "old"})
            set_here(db, switches[2], configs[2])
            set_here(db, False, {"c": "theirs"}, OTHER)
            with as_person(db, ADMIN):
                here = rpc(db, "resolve_config", slug="probe", domain_id=SITE)
                everywhere = rpc(db, "resolve_config", slug="probe")
        on = [switch for switch in switches if switch is not None]
        assert here == {"enabled": on[-1], "config": resolved(*configs, strategy)}
        assert everywhere["config"] == resolved(configs[0], configs[1], {}, strategy)
        assert everywhere["enabled"] is (switches[0] if switches[1] is None else switches[1])

    check()


@pytest.mark.row("R09")
def test_null_inherits_under_both_strategies(
    db: Connection, as_person: Callable[..., AbstractContextManager[None]], rpc: Callable[..., Any]
) -> None:
    found = {}
    for strategy in ("deep", "replace"):
        with db.transaction(force_rollback=True):
            probe(db, default_config={"a": {"x": 1, "y": 2}, "b": 3}, merge_strategy=strategy)
            set_here(db, None, {"a": {"x": None, "z": [None]}})
            with as_person(db, ADMIN):
                found[strategy] = rpc(db, "resolve_config", slug="probe", domain_id=SITE)["config"]
    assert found == {
        "deep": {"a": {"x": 1, "y": 2, "z": [None]}, "b": 3},
        "replace": {"a": {"x": 1, "z": [None]}},
    }
