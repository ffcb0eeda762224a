"""A run that is ended for good."""

import pytest
from psycopg.types.json import Jsonb

from .hubspot import ADMIN, SERVICE, Connection, call, refusal, value
from .syncs import Hub, add_site, add_visitor, claim, configure, counted, report, start

# Another run of the domain, which has ended.
ENDED = (
    "insert into sync_runs (domain_id, config_id, kind, state, finished_at)"
    " select domain_id, id, 'full', 'done', now() from sync_configs where domain_id = %s"
)


@pytest.mark.row("R13")
def test_what_was_sent_stays_and_what_is_held_is_lost(db: Connection) -> None:
    sites = [add_site(db), add_site(db, "twin.example")]
    runs = []
    for site in sites:
        for name in "abc":
            add_visitor(db, site, name)
        config = configure(db, site, "contacts")
        db.execute(ENDED, [site])
        runs.append(start(db, config))
        db.execute(ENDED, [site])
    batches = [claim(db, page_size=1) for _ in range(4)]
    held = [batch for batch in batches if batch]
    report(db, held[0], Hub().upsert(held[0]))
    [row] = call(db, ADMIN, "cancel_sync", domain_id=sites[0], run_id=runs[0]["id"])
    assert (row["id"], row["state"]) == (runs[0]["id"], "cancelled")
    assert counted(db, runs[0]) == ("cancelled", 0, 0, 1, 0, 0, 1)
    args = {"batch_id": held[2]["batch_id"], "worker": "w1", "results": Jsonb([])}
    assert refusal(db, SERVICE, "report_sync_batch", **args) == "PT409 CLAIM_LOST"
    # What has ended does not fail as well.
    db.execute(
        "select private.end_sync(domain_id, id, 'failed', 'late') from sync_runs where id = %s",
        [runs[0]["id"]],
    )
    assert counted(db, runs[0])[0] == "cancelled"
    assert value(db, "select count(*) from notifications where event = 'sync.failed'") == 0
    # The other domain's run is untouched.
    assert counted(db, runs[1]) == ("running", 0, 2, 0, 0, 0, 0)
