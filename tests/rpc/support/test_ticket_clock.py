"""The clock of a ticket over random lives, against a computation in Python."""

from random import Random
from typing import Any

import pytest

from .tickets import Connection

MINUTES = {"urgent": (30, 120), "high": (60, 240), "normal": (120, 480), "low": (240, None)}
STATUS = {"new": "runs", "open": "runs", "on_hold": "runs", "pending": "paused"}
ALWAYS = """
insert into private.sla_policies (domain_id, time_zone, weekly_hours, targets)
select tests.domain('abtasty.com'), 'UTC',
  (select jsonb_object_agg(d, '[["00:00", "24:00"]]'::jsonb) from generate_series(1, 7) as d),
  '{"urgent": {"response": 30, "resolution": 120}, "high": {"response": 60, "resolution": 240},
    "normal": {"response": 120, "resolution": 480}, "low": {"response": 240}}'
"""
# The hours are always, so a time that has passed is all moments moved back.
PASS = """
update tickets set
  sla_running_since = sla_running_since - %(t)s * interval '1 minute',
  response_due_at = response_due_at - %(t)s * interval '1 minute',
  resolution_due_at = resolution_due_at - %(t)s * interval '1 minute'
where id = %(id)s
"""
READ = """
select status, extract(epoch from response_due_at - now()) / 60,
  extract(epoch from resolution_due_at - now()) / 60, is_response_late, is_resolution_late,
  (sla_used + case when sla_running_since is null then 0
    else extract(epoch from now() - sla_running_since) end) / 60,
  (ticket_detail(domain_id, id) ->> 'is_overdue')::boolean
from tickets where id = %s
"""


class Model:
    """What should be: minutes used, and what was late when it was looked at."""

    def __init__(self) -> None:
        self.status, self.priority = "new", "normal"
        self.used = 0
        self.is_answered = self.is_late = self.is_very_late = False
        # By which minute of the clock; fixed when it starts, at once where that is over.
        self.response: int | None = 120
        self.resolution: int | None = 480

    def wait(self, minutes: int) -> None:
        if STATUS.get(self.status) == "runs":
            self.used += minutes

    def settle(self) -> None:
        is_running = STATUS.get(self.status) == "runs"
        if is_running and self.response is not None and not self.is_answered:
            self.is_late |= self.used > self.response
        if is_running and self.resolution is not None:
            self.is_very_late |= self.used > self.resolution

    def start(self, status: str, priority: str) -> None:
        self.settle()
        self.status, self.priority = status, priority
        response, resolution = MINUTES[priority]
        self.response = max(response, self.used)
        self.resolution = None if resolution is None else max(resolution, self.used)

    def expected(self) -> tuple[Any, ...]:
        is_running = STATUS.get(self.status) == "runs"
        response = self.response if is_running and not self.is_answered else None
        resolution = self.resolution if is_running else None
        late = [due is not None and self.used > due for due in (response, resolution)]
        return (
            self.status,
            None if response is None else response - self.used,
            None if resolution is None else resolution - self.used,
            self.is_late,
            self.is_very_late,
            self.used,
            self.is_late or self.is_very_late or any(late),
        )


def act(db: Connection, actor: str, query: str, *values: Any) -> None:
    db.execute("select tests.as(%s, 'aal2')", [actor])
    db.execute(query, values)
    db.execute("select tests.back()")


def step(db: Connection, model: Model, draw: Random, ticket_id: Any) -> None:
    minutes = draw.choice((0, 7, 45, 130))
    db.execute(PASS, {"t": minutes, "id": ticket_id})
    model.wait(minutes)
    choice = draw.random()
    if choice < 0.2 and model.status != "closed":
        act(
            db,
            "support@demo.example",
            "select comment_ticket(domain_id, id, 'x') from tickets where id = %s",
            ticket_id,
        )
        if not model.is_answered:
            model.start(model.status, model.priority)
            model.is_answered = True
    elif choice < 0.4 and model.status != "closed":
        priority = draw.choice([each for each in MINUTES if each != model.priority])
        act(
            db,
            "support@demo.example",
            "select update_ticket(domain_id, id, version, priority => %s)"
            " from tickets where id = %s",
            priority,
            ticket_id,
        )
        model.start(model.status, priority)
    else:
        moves = db.execute(
            "select to_status from ticket_transitions where actor = 'support' and from_status = %s"
            " order by 1",
            [model.status],
        ).fetchall()
        status = draw.choice(moves)[0]
        act(
            db,
            "support@demo.example",
            "select transition_ticket(domain_id, id, %s, version) from tickets where id = %s",
            status,
            ticket_id,
        )
        model.start(status, model.priority)
        model.is_answered |= status in ("resolved", "closed")


@pytest.mark.row("R11")
@pytest.mark.parametrize("seed", range(12))
def test_random_lives(db: Connection, seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - the same draw each time
    db.execute(ALWAYS)
    act(db, "user@user.com", "select create_general_ticket(tests.domain('abtasty.com'), 'Clock')")
    row = db.execute("select id from tickets where title = 'Clock'").fetchone()
    assert row is not None
    model = Model()
    for _ in range(15):
        db.execute("select tests.as('admin@admin.com')")
        found = db.execute(READ, row).fetchone()
        db.execute("select tests.back()")
        assert found == model.expected()
        step(db, model, draw, row[0])


@pytest.mark.row("R11")
def test_without_a_policy_nothing_is_promised(db: Connection) -> None:
    db.execute("update private.sla_policies set replaced_at = now()")
    act(db, "user@user.com", "select create_general_ticket(tests.domain('abtasty.com'), 'Clock')")
    found = db.execute(
        "select sla_running_since, response_due_at, resolution_due_at from tickets"
        " where title = 'Clock'"
    ).fetchone()
    assert found == (None, None, None)


@pytest.mark.row("R11")
def test_the_closest_policy_counts_and_a_promise_stays(db: Connection) -> None:
    db.execute("update private.sla_policies set replaced_at = now()")
    domain = "(select id from domains where site_domain = 'abtasty.com')"
    client = "(select client_id from domains where site_domain = 'abtasty.com')"
    other = "(select client_id from domains where site_domain = 'toto.example')"
    found = []
    for column, value, minutes in [
        ("client_id", other, 5), ("client_id", "null", 60),
        ("client_id", client, 120), ("domain_id", domain, 180),
    ]:  # fmt: skip
        db.execute(
            f"insert into private.sla_policies ({column}, time_zone, weekly_hours, targets)"
            f" select {value}, 'UTC', weekly_hours, jsonb_build_object('normal',"
            f" jsonb_build_object('resolution', {minutes})) from (select jsonb_object_agg(d,"
            ' \'[["00:00", "24:00"]]\'::jsonb) as weekly_hours from generate_series(1, 7) as d)'
            " as h"
        )
        act(
            db,
            "user@user.com",
            "select create_general_ticket(tests.domain('abtasty.com'), 'Clock')",
        )
        found = db.execute(
            "select extract(epoch from resolution_due_at - now()) / 60 from tickets"
            " where title = 'Clock' order by number"
        ).fetchall()
    assert found == [(None,), (60,), (120,), (180,)]


@pytest.mark.row("R11")
def test_who_was_answered_is_no_longer_waited_for(db: Connection) -> None:
    db.execute(ALWAYS)
    for title in ("Clock", "Beside"):
        create = "select create_general_ticket(tests.domain('abtasty.com'), %s)"
        act(db, "user@user.com", create, title)
    alerts = (
        "select t.title, array_agg(a.alert order by a.alert) from private.ticket_alerts as a"
        " join tickets as t on t.domain_id = a.domain_id and t.id = a.ticket_id"
        " where t.title in ('Clock', 'Beside') group by t.title"
    )
    planned = ["resolution", "resolution_soon", "response", "response_soon"]
    assert dict(db.execute(alerts).fetchall()) == {"Clock": planned, "Beside": planned}
    comment = "select comment_ticket(domain_id, id, 'x') from tickets where title = 'Clock'"
    act(db, "support@demo.example", comment)
    assert dict(db.execute(alerts).fetchall()) == {"Clock": planned[:2], "Beside": planned}
