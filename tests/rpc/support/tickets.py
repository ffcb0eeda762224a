"""Many tickets in every domain, and reading a list of them page by page."""

from typing import Any

import psycopg

Connection = psycopg.Connection[Any]
Row = dict[str, Any]

ADMIN, USER, SUPPORT = "admin@admin.com", "user@user.com", "support@demo.example"
PARTNER, BUSINESS = "partner@demo.example", "business@demo.example"

# Many with the same time, so that the order needs its tie-break.
MAKE = """
insert into tickets (domain_id, number, kind, title, description, status, priority, reporter_id,
  assignee_id, created_at, updated_at, response_due_at, resolution_due_at, is_response_late,
  is_resolution_late)
select d.id, 100 + n, 'general', 'Ticket ' || n, case n % 5 when 0 then 'the launcher' else '' end,
  (array['new', 'open', 'pending', 'on_hold', 'resolved', 'closed'])[1 + n % 6],
  (array['urgent', 'high', 'normal', 'low'])[1 + n % 4],
  case n % 3 when 0 then p.id else a.id end, case n % 2 when 0 then s.id end,
  timestamptz '2026-11-01' + n / 4 * interval '1 hour', timestamptz '2026-11-20',
  case n % 8 when 1 then now() - interval '1 day' when 2 then now() + interval '1 day' end,
  case n % 7 when 3 then now() - interval '1 day' when 2 then now() + interval '1 day' end,
  n % 11 = 4, n % 13 = 5
from domains as d
cross join generate_series(1, 40) as n
inner join people as a on a.email = 'admin@admin.com'
inner join people as s on s.email = 'support@demo.example'
inner join people as p on p.email = 'partner@demo.example'
"""


def all_rows(db: Connection) -> list[Row]:
    query = """
    select t.*, now() as now, d.site_domain, r.email::text as reporter, a.email::text as assignee
    from tickets as t
    join domains as d on d.id = t.domain_id
    join people as r on r.id = t.reporter_id
    left join people as a on a.id = t.assignee_id
    order by t.created_at desc, t.id desc, t.domain_id desc
    """
    cursor = db.execute(query)
    names = [column.name for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def ids(db: Connection, actor: str, name: str, size: int = 500, **given: Any) -> list[Any]:
    """Of every page, as this person."""
    found: list[Any] = []
    after = None
    arguments = "".join(f"{key} => %s, " for key in given)
    while True:
        db.execute("select tests.as(%s, 'aal2')", [actor])
        page = db.execute(
            f"select id, cursor from {name}({arguments}after => %s, page_size => %s)",
            [*given.values(), after, size],
        ).fetchall()
        db.execute("select tests.back()")
        found += [row[0] for row in page]
        if len(page) < size:
            return found
        after = page[-1][1]
