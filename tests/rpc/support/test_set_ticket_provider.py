"""Where tickets go: new ones to what was chosen, old ones nowhere else than before."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.rpc.integrations.hubspot import ADMIN, USER, Connection, call, domain, one, refusal
from tests.rpc.integrations.webhooks import make_endpoint, waiting

from .linear import SECRET, event, receive, upkeep

OURS, TWIN, RESCUE = "abtasty.com", "notabtasty.com", "toto.example"


def switch(db: Connection, provider: str | None, site: str = OURS, **more: Any) -> Any:
    args = {"domain_id": domain(db, site), "provider": provider, "reason": "asked for", **more}
    [row] = call(db, ADMIN, "set_ticket_provider", **args)
    db.execute("delete from private.outbox")
    return row


def answer(db: Connection, provider: str | None, site: str = OURS, **more: Any) -> str | None:
    args = {"domain_id": domain(db, site), "provider": provider, "reason": "asked for", **more}
    return refusal(db, more.pop("actor", ADMIN), "set_ticket_provider", **args)


def open_ticket(db: Connection, site: str = OURS) -> UUID:
    ticket: UUID = one(db, ADMIN, "create_general_ticket", domain_id=domain(db, site), title="Help")
    return ticket


def work_on(db: Connection, ticket: UUID, site: str = OURS) -> None:
    """Change it in every way that a provider hears of."""
    here: dict[str, Any] = {"domain_id": domain(db, site), "ticket_id": ticket}
    row = db.execute("select version from tickets where id = %s", [ticket]).fetchone()
    assert row is not None
    call(db, ADMIN, "update_ticket", **here, expected_version=row[0], title=f"Title {row[0]}")
    call(db, ADMIN, "comment_ticket", **here, body="Words")


def links(db: Connection, ticket: UUID) -> list[Any]:
    query = "select id, provider, endpoint_id from ticket_links where ticket_id = %s"
    return db.execute(query, [ticket]).fetchall()


def topics(db: Connection) -> list[tuple[str, str]]:
    """What waits for providers of tickets: topic and the issue's id; it waits no more."""
    rows = db.execute(
        "delete from private.outbox where topic ~ '^(linear|hubspot)' returning id, topic,"
        " coalesce(payload ->> 'issue_id', payload ->> 'id')"
    ).fetchall()
    return [(topic, issue) for _, topic, issue in sorted(rows)]


def told(system: str, issue: UUID) -> list[tuple[str, str]]:
    """What work_on() has this system told of an issue."""
    names = {
        "linear": ("issue.update", "comment.create"),
        "hubspot": ("ticket.update", "note.create"),
    }
    return [(f"{system}.{name}", str(issue)) for name in names[system]]


@pytest.mark.row("C39", "C30")
def test_old_links_are_read_only_and_new_tickets_go_to_the_new(db: Connection) -> None:
    switch(db, "linear")
    old = open_ticket(db)
    [(old_issue, system, _)] = links(db, old)
    assert (system, topics(db)) == ("linear", [("linear.issue.create", str(old_issue))])
    work_on(db, old)
    assert topics(db) == told("linear", old_issue)

    assert switch(db, "hubspot")["provider"] == "hubspot"
    work_on(db, old)
    assert topics(db) == []
    new = open_ticket(db)
    [(new_issue, system, endpoint)] = links(db, new)
    assert (system, endpoint) == ("hubspot", None)
    assert topics(db) == [("hubspot.ticket.create", str(new_issue))]
    work_on(db, new)
    assert topics(db) == told("hubspot", new_issue)
    assert [row[1] for row in links(db, old)] == ["linear"]

    switch(db, "linear")
    work_on(db, new)
    assert topics(db) == []
    work_on(db, old)
    assert topics(db) == told("linear", old_issue)


@pytest.mark.row("C39", "C30")
def test_what_the_old_provider_says_is_noted_and_moves_nothing(db: Connection) -> None:
    db.execute("insert into private.webhook_secrets values ('linear', %s)", [SECRET])
    ticket = open_ticket(db)
    [(issue, *_)] = links(db, ticket)
    here = (
        "select t.status, l.state_type, (select max(i.error) from private.webhook_inbox as i)"
        " from tickets as t join ticket_links as l on l.ticket_id = t.id where t.id = %s"
    )
    receive(db, json.dumps(event(issue, "started", 1)).encode())
    upkeep(db)
    assert db.execute(here, [ticket]).fetchone() == ("open", "started", None)
    switch(db, "none")
    receive(db, json.dumps(event(issue, "completed", 2)).encode())
    assert upkeep(db) == {"applied": 0, "refused": 1}
    expected = ("open", "completed", "the link is read-only")
    assert db.execute(here, [ticket]).fetchone() == expected
    # Heard meanwhile, it is no news when the domain returns; what comes then is.
    switch(db, "linear")
    receive(db, json.dumps(event(issue, "completed", 3)).encode())
    upkeep(db)
    assert db.execute(here, [ticket]).fetchone() == expected
    receive(db, json.dumps(event(issue, "canceled", 4)).encode())
    upkeep(db)
    assert db.execute(here, [ticket]).fetchone() == ("closed", "canceled", "the link is read-only")


@pytest.mark.row("C39")
def test_none_is_told_to_nobody_and_other_domains_go_on(db: Connection) -> None:
    switch(db, "none")
    ticket = open_ticket(db)
    work_on(db, ticket)
    assert (links(db, ticket), topics(db)) == ([], [])
    other = open_ticket(db, TWIN)
    [(issue, system, _)] = links(db, other)
    assert (system, topics(db)) == ("linear", [("linear.issue.create", str(issue))])
    # Nobody chose for this one: it is Linear.
    third = open_ticket(db, "sub.abtasty.com")
    assert [row[1] for row in links(db, third)] == ["linear"]


@pytest.mark.row("C39", "C53")
def test_an_endpoint_is_told_which_issue_and_no_words(db: Connection) -> None:
    first, second = (UUID(make_endpoint(db, RESCUE)["id"]) for _ in range(2))
    assert switch(db, "webhook", RESCUE, endpoint_id=first)["endpoint_id"] == first
    ticket = open_ticket(db, RESCUE)
    work_on(db, ticket, RESCUE)
    [(issue, system, endpoint)] = links(db, ticket)
    assert (system, endpoint, topics(db)) == ("webhook", first, [])
    heard = waiting(db)
    assert [(each["topic"], UUID(each["endpoint_id"])) for each in heard] == [
        ("issue.created", first), ("issue.updated", first), ("issue.commented", first),
    ]  # fmt: skip
    about = {"domain_id": str(domain(db, RESCUE)), "id": str(issue), "ticket_id": str(ticket)}
    assert [json.loads(each["body"])["data"] for each in heard] == [about] * 3
    # Another endpoint is another provider.
    switch(db, "webhook", RESCUE, endpoint_id=second)
    work_on(db, ticket, RESCUE)
    assert waiting(db) == []
    open_ticket(db, RESCUE)
    assert [UUID(each["endpoint_id"]) for each in waiting(db)] == [second]


@pytest.mark.row("C39", "R25")
def test_who_may_and_what_it_takes(db: Connection) -> None:
    ours, off = UUID(make_endpoint(db, RESCUE)["id"]), UUID(make_endpoint(db, RESCUE)["id"])
    db.execute("update webhook_endpoints set is_active = false where id = %s", [off])
    elsewhere = UUID(make_endpoint(db, OURS)["id"])
    bad = "22023 INVALID_INPUT"
    assert answer(db, "webhook", RESCUE, endpoint_id=ours) is None
    before = db.execute("select * from ticket_providers order by id").fetchall()
    assert answer(db, "zendesk") == answer(db, None) == bad
    assert answer(db, "webhook", RESCUE) == answer(db, "linear", RESCUE, endpoint_id=ours) == bad
    assert answer(db, "webhook", RESCUE, endpoint_id=elsewhere) == "P0002 NOT_FOUND"
    assert answer(db, "webhook", RESCUE, endpoint_id=uuid4()) == "P0002 NOT_FOUND"
    assert answer(db, "webhook", RESCUE, endpoint_id=off) == "PT409 NOT_CONNECTED"
    # Without a connection, with one that has ended, and with one that is broken.
    assert answer(db, "hubspot", RESCUE) == "PT409 NOT_CONNECTED"
    assert answer(db, "hubspot", "cooking.example") == "PT409 NOT_CONNECTED"
    assert answer(db, "none", reason=" ") == "22023 REASON_REQUIRED"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    assert answer(db, "none", aal="aal1") == "42501 STEP_UP_REQUIRED"
    for actor in (USER, "support@demo.example", "anon", "service"):
        args = {"domain_id": domain(db, OURS), "provider": "none", "reason": "x"}
        assert str(refusal(db, actor, "set_ticket_provider", **args)).startswith("42501")
    assert db.execute("select * from ticket_providers order by id").fetchall() == before
