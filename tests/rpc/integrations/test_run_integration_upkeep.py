"""What goes by itself: old states and tokens, old records; and what begins by itself."""

from typing import Any

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, begin, call, one, refusal, value
from .syncs import Hub, add_site, add_visitor, configure, counted, run_of, start, work

NONE = {"states": 0, "revocations": 0, "records": 0, "runs": 0, "started": 0, "deliveries": 0}


@pytest.fixture(autouse=True)
def quiet(db: Connection) -> None:
    """The demo's synchronisations are never due, and none of its deliveries is old."""
    db.execute("update sync_configs set is_enabled = false")
    db.execute("delete from webhook_deliveries")


def upkeep(db: Connection, **args: Any) -> dict[str, Any]:
    """What was done, without what was not."""
    told: dict[str, Any] = one(db, SERVICE, "run_integration_upkeep", **args)
    assert told.keys() == NONE.keys()
    return {name: number for name, number in told.items() if number}


@pytest.mark.row("R12")
def test_old_states_and_tokens_are_forgotten(db: Connection) -> None:
    for _ in range(3):
        begin(db)
    assert upkeep(db) == {}
    db.execute("update private.oauth_states set expires_at = now() - '1 day'::interval")
    assert upkeep(db) == {}
    late = "update private.oauth_states set expires_at = expires_at - '1 us'::interval"
    db.execute(f"{late} where state_hash in (select state_hash from private.oauth_states limit 2)")
    assert upkeep(db, batch_size=1) == {"states": 1}
    assert upkeep(db) == {"states": 1}
    assert value(db, "select count(*) from vault.secrets") == 1
    db.execute(
        "insert into private.token_revocations"
        " (domain_id, integration_id, provider, secret_id, created_at)"
        " select gen_random_uuid(), gen_random_uuid(), 'hubspot', vault.create_secret('x'),"
        " now() - '7 days'::interval - n * '1 us'::interval from generate_series(0, 2) as n"
    )
    assert upkeep(db, batch_size=1) == {"revocations": 1}
    assert upkeep(db) == {"revocations": 1}
    assert value(db, "select count(*) from vault.secrets") == 2


@pytest.mark.row("R13")
def test_records_of_what_ended_long_ago_go(db: Connection) -> None:
    sites = [add_site(db), add_site(db, "twin.example")]
    for site in sites:
        for name in "ab":
            add_visitor(db, site, name)
        start(db, configure(db, site, "contacts"))
    work(db, Hub())
    ended = value(db, "select id from integrations where domain_id = %s", sites[0])
    args = {"domain_id": sites[0], "integration_id": ended, "reason": "x"}
    call(db, ADMIN, "disconnect_integration", **args)
    old = "update integrations set disconnected_at = now() - '90 days'::interval"
    db.execute(f"{old} where id = %s", [ended])
    assert upkeep(db) == {}
    db.execute(f"{old} - '1 us'::interval where id = %s", [ended])
    assert upkeep(db, batch_size=1) == {"records": 1}
    assert upkeep(db) == {"records": 1}
    left = "select count(*) from sync_records where domain_id = %s"
    assert [value(db, left, site) for site in sites] == [0, 2]
    ends = "update sync_runs set finished_at = now() - '13 months'::interval"
    db.execute(f"{ends} where domain_id = any(%s)", [sites])
    assert upkeep(db) == {}
    db.execute(f"{ends} - '1 us'::interval where domain_id = %s", [sites[1]])
    assert upkeep(db) == {"runs": 1}
    assert value(db, "select count(*) from sync_runs where domain_id = %s", sites[0]) == 1


@pytest.mark.row("R13")
def test_synchronisations_start_when_they_are_due(db: Connection) -> None:
    site = add_site(db)
    add_visitor(db, site, "a")
    config = configure(db, site, "contacts", schedule="1 hour")
    assert upkeep(db) == {"started": 1}
    run = {"domain_id": site, "id": value(db, "select id from sync_runs where config_id = %s",
                                          config["id"])}  # fmt: skip
    row = run_of(db, run)
    assert (row["kind"], row["started_by"]) == ("changes", None)
    past = "update sync_runs set started_at = now() - '1 hour'::interval"
    db.execute(f"{past} where config_id = %s", [config["id"]])
    assert upkeep(db) == {}  # It has not ended.
    work(db, Hub())
    assert counted(db, run)[0] == "done"
    db.execute(f"{past} + '1 us'::interval where config_id = %s", [config["id"]])
    assert upkeep(db) == {}
    db.execute(f"{past} where config_id = %s", [config["id"]])
    for reason in (
        "update sync_configs set is_enabled = false",
        "update sync_configs set schedule = null",
        "update domains set archived_at = now()",
        "update integrations set status = 'error', error = 'x', access_secret_id = null,"
        " refresh_secret_id = null where status = 'connected'",
    ):
        with db.transaction(force_rollback=True):
            db.execute(reason)
            assert upkeep(db) == {}
    # Another one of the same moment does not keep it from starting.
    twin = add_site(db, "twin.example")
    start(db, configure(db, twin, "contacts", schedule="1 hour"))
    assert upkeep(db) == {"started": 1}
    last = value(db, "select max(started_at) = now() from sync_runs where config_id = %s",
                 config["id"])  # fmt: skip
    assert last


@pytest.mark.row("R13")
def test_so_many_at_once(db: Connection) -> None:
    for name in ("a.example", "b.example"):
        configure(db, add_site(db, name), "contacts", schedule="1 hour")
    assert upkeep(db, batch_size=1) == {"started": 1}
    assert upkeep(db) == {"started": 1}


@pytest.mark.row("R13", "R20")
def test_for_workers(db: Connection) -> None:
    for who in (ADMIN, USER, ANON):
        assert refusal(db, who, "run_integration_upkeep") == "42501"
    for size in (0, 10001, None):
        found = refusal(db, SERVICE, "run_integration_upkeep", batch_size=size)
        assert found == "22023 INVALID_INPUT"
