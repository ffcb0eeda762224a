"""A timeline beside a site that was given the same ids, with decisions on consent."""

from collections.abc import Callable
from typing import Any

import pytest

from .events import SITES, START, Connection, ingest
from .lists import pages
from .test_twins import LAPTOP, PHONE, visits

DECIDE = """
with who as (
  select
    tests.domain(%(site)s) as domain_id,
    private.visitor_digest(tests.domain(%(here)s), %(id)s::uuid) as digest
), known as (
  insert into private.visitor_consents (domain_id, digest, person)
  select domain_id, digest, %(person)s::text::bytea from who
)
insert into private.consent_events (domain_id, id, digest, state, purposes, source, occurred_at)
select
  domain_id, gen_random_uuid(), digest, 'granted', '{analytics}', 'staff',
  %(at)s + said * interval '7 seconds'
from who, generate_series(1, 3) as said
"""


def timeline(db: Connection, as_person: Any, rpc: Callable[..., Any], size: int) -> list[str]:
    with as_person(db, "admin@admin.com"):
        [here] = db.execute("select tests.domain(%s)", [SITES[0]]).fetchone() or ()
        rows = pages(rpc, db, "visitor_timeline", size, domain_id=here, visitor_id=LAPTOP)
    return [f"{row['kind']} {row['id']}" for row in rows]


def decide(db: Connection, site: str, visitor_id: str, person: str) -> None:
    """Three decisions of a visitor of the first site, told by that site or by another."""
    told = {"site": site, "here": SITES[0], "id": visitor_id, "person": person, "at": START}
    db.execute(DECIDE, told)


@pytest.mark.row("R03", "R26")
@pytest.mark.parametrize("size", [2, 500])
def test_a_timeline_knows_no_twin(
    db: Connection, as_person: Any, rpc: Callable[..., Any], size: int
) -> None:
    ingest(db, [*visits(SITES[0], "acme"), *visits(SITES[1], "beta")])
    decide(db, SITES[0], LAPTOP, "one")
    decide(db, SITES[0], PHONE, "another")
    alone = timeline(db, as_person, rpc, size)
    assert sum(entry.startswith("consent") for entry in alone) == 3
    db.execute(
        "update visitors set merged_into_id = %s where id = %s and domain_id = tests.domain(%s)",
        [LAPTOP, PHONE, SITES[1]],
    )
    decide(db, SITES[1], LAPTOP, "both")
    decide(db, SITES[1], PHONE, "both")
    assert timeline(db, as_person, rpc, size) == alone
