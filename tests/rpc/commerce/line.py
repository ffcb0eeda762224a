"""Five traders, each of whom brought the next."""

from .shadow import SHADOW
from .test_fee_resolution import DOMAIN
from .trades import Connection, Entry, ingest, transaction

AT = "2026-09-10T10:00:00Z"
LINE = """
update platform_users as u set referrer_id = r.id, referred_at = u.joined_at
from platform_users as r
where u.external_id = %s and r.external_id = %s and (u.domain_id, r.domain_id) = (%s, %s)
"""
# Elsewhere the first one brought all others, and everybody belongs to every cohort.
ELSEWHERE = """
with joined as (
  insert into cohort_members (domain_id, cohort_id, platform_user_id, valid)
  select u.domain_id, c.id, u.id, tstzrange('2026-01-01', null)
  from platform_users as u join cohorts as c on c.domain_id = u.domain_id
  where u.domain_id = %(shadow)s and u.external_id ~ 'trader'
)
update platform_users as u set referrer_id = one.id from platform_users as one
where u.domain_id = one.domain_id and one.domain_id = %(shadow)s
  and one.external_id = 'twin of trader-1' and u.external_id ~ 'trader-[2-5]'
"""


def traded(number: int, user: int, volume: int, fee: int, **over: object) -> Entry:
    told = {"user": f"trader-{user}", "occurred_at": AT, "at": AT}
    amounts = {"volume_usd_minor": volume, "fee_minor": fee}
    return transaction(number, **(told | amounts | over))


def bring(db: Connection) -> None:
    """Let trader 1 bring trader 2, who brings 3, who brings 4, who brings 5."""
    early = {"site_domain": "cooking.example", "at": AT, "joined_at": "2026-08-01T00:00:00Z"}
    names = [{"kind": "user", "external_id": f"trader-{number}"} for number in range(1, 6)]
    ingest(db, [name | early for name in names])
    for number in range(2, 6):
        values = [f"trader-{number}", f"trader-{number - 1}", DOMAIN, DOMAIN]
        assert db.execute(LINE, values).rowcount == 1
    db.execute(ELSEWHERE, {"shadow": SHADOW})
