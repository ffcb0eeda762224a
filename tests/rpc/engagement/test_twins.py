"""Twins: two sites were given the same ids. What happens to one site never shows in the other.

The widget makes the ids, so nothing keeps two sites from the same one, and every statement that
forgets the site then finds the twin as well.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest

from .actors import act_as
from .events import SITES, Connection, Event, event, ingest, make_id, message, state

LAPTOP, PHONE = make_id("laptop"), make_id("phone")
TALK = make_id("talk laptop")
# Made anew each time; what they lead to is compared through the rows that they link.
BY_CHANCE = ("id", "account_id", "domain_id")
AS_PERSON = Callable[..., AbstractContextManager[None]]


def visits(site: str, word: str, minute: int = 0, seq: int = 0) -> list[Event]:
    """Two devices that do everything there is to do; the ids are those of any other site.

    seq: the number of each conversation's first message.
    """
    found = []
    for name in ("laptop", "phone"):
        device = {
            "visitor_id": make_id(name), "session_id": make_id(f"session {name}"),
            "site_domain": site, "conversation_id": make_id(f"talk {name}"),
        }  # fmt: skip
        mail = {"email": f"{name}@{word}.example"}
        company = {"source": "crm", "company": {"domain": f"{word}.example", "name": word}}
        found += [
            event(f"{name} page", minute=minute, **device),
            event(f"{name} mail", "identify", minute=minute + 1, properties=mail, **device),
            event(f"{name} crm", "enrichment", minute=minute + 2, properties=company, **device),
            message(f"{name} asks", seq, f"Where is {word}?", minute=minute + 3, **device),
            message(f"{name} reads", seq + 1, f"Here: {word}.", minute=minute + 4, **device),
        ]
    return found


def rows_of(db: Connection, site: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of the site, without what is made by chance, in an order of its own."""
    [domain_id] = db.execute("select tests.domain(%s)::text", [site]).fetchone() or ()
    found = {}
    for table, rows in state(db).items():
        mine = [row for row in rows if row["domain_id"] == domain_id]
        hidden = BY_CHANCE if table == "accounts" else BY_CHANCE[1:]
        bare = [{key: row[key] for key in row if key not in hidden} for row in mine]
        found[table] = sorted(bare, key=repr)
    return found


def after(db: Connection, *batches: list[Event], site: str) -> dict[str, list[dict[str, Any]]]:
    """The site's rows after these batches, which are taken back."""
    with db.transaction(force_rollback=True):
        for batch in batches:
            ingest(db, batch)
        return rows_of(db, site)


def score(db: Connection, site: str, given: int, rubric: int = 1) -> None:
    """A model judges TALK."""
    act_as(db, "service")
    db.execute(
        "select score_conversation(tests.domain(%s), %s, %s, %s, scorer => 'llm',"
        " idempotency_key => %s)",
        [site, TALK, given, rubric, make_id(f"score {rubric}")],
    )
    db.execute("select tests.back()")


@pytest.mark.row("R03", "R26")
def test_events_of_twins_stay_apart(db: Connection) -> None:
    one, other = visits(SITES[0], "acme"), visits(SITES[1], "beta", minute=30)
    for site, mine in ((SITES[0], one), (SITES[1], other)):
        alone = after(db, mine, site=site)
        assert [len(alone[table]) for table in alone] == [1, 2, 2, 10, 2, 2, 4]
        assert after(db, [*one, *other], site=site) == alone
        assert after(db, other, one, site=site) == alone
        # The ids of one site are known, and new on the other.
        assert after(db, one, [*one, *other], site=site) == alone
        assert after(db, one, other, one, site=site) == alone


@pytest.mark.row("R04", "R26")
def test_an_address_links_the_visitor_of_its_site_alone(db: Connection) -> None:
    ingest(db, [*visits(SITES[0], "acme"), *visits(SITES[1], "beta", minute=30)])
    apart = "update visitors set account_id = null where id = %s"
    db.execute(apart, [LAPTOP])
    told = {"email": "laptop@acme.example"}
    fields = {"visitor_id": LAPTOP, "session_id": make_id("session laptop"), "minute": 20}
    ingest(db, [event("laptop again", "identify", properties=told, **fields)])
    linked = (
        "select account_id is null from visitors where domain_id = tests.domain(%s) and id = %s"
    )
    found = [db.execute(linked, [site, LAPTOP]).fetchone() for site in SITES]
    assert found == [(False,), (True,)]


@pytest.mark.row("R03", "R26")
def test_a_merge_leaves_the_twins_alone(db: Connection) -> None:
    ingest(db, [*visits(SITES[0], "acme"), *visits(SITES[1], "beta", minute=30)])
    before = {site: rows_of(db, site) for site in SITES}
    act_as(db, "service")
    db.execute("select merge_visitors(tests.domain(%s), %s, %s, 'x')", [SITES[0], PHONE, LAPTOP])
    db.execute("select tests.back()")
    assert rows_of(db, SITES[1]) == before[SITES[1]]
    assert rows_of(db, SITES[0]) != before[SITES[0]]
    ingest(db, visits(SITES[1], "beta", minute=40))
    visitors = [row["merged_into_id"] for row in rows_of(db, SITES[1])["visitors"]]
    assert visitors == [None, None]


@pytest.mark.row("R03", "R26")
def test_what_a_merged_visitor_does_is_the_survivors_whose_twin_is_not_merged(
    db: Connection,
) -> None:
    ingest(db, [*visits(SITES[1], "beta"), *visits(SITES[0], "acme")])
    act_as(db, "service")
    db.execute("select merge_visitors(tests.domain(%s), %s, %s, 'x')", [SITES[0], PHONE, LAPTOP])
    db.execute("select tests.back()")
    for site in SITES:
        late = {"visitor_id": PHONE, "session_id": make_id(f"late {site}"), "site_domain": site}
        ingest(db, [event(f"late {site}", minute=50, **late)])
    found = {
        site: [row["visitor_id"] for row in rows_of(db, site)["visitor_sessions"]
               if row["id"] == make_id(f"late {site}")]
        for site in SITES
    }  # fmt: skip
    assert found == {SITES[0]: [LAPTOP], SITES[1]: [PHONE]}


@pytest.mark.row("R05", "R26")
def test_a_score_is_given_to_one_of_the_twins(db: Connection) -> None:
    ingest(db, [*visits(SITES[0], "acme"), *visits(SITES[1], "beta", minute=30)])

    def scores() -> list[list[Any]]:
        talks = [rows_of(db, site)["conversations"] for site in SITES]
        return [[row["score"] for row in rows if row["score"]] for rows in talks]

    score(db, SITES[0], 70)
    assert scores() == [[70], []]
    score(db, SITES[1], 30)
    assert scores() == [[70], [30]]
    score(db, SITES[0], 60, rubric=2)
    assert scores() == [[60], [30]]
    # A key that was used for another conversation here is not one that the twin has used for this.
    db.execute(
        "insert into conversation_scores"
        " (domain_id, id, conversation_id, scorer, rubric_version, score) values"
        " (tests.domain(%(site)s), %(id)s, %(talk)s, 'llm', 3, 1),"
        " (tests.domain(%(twin)s), %(id)s, %(same)s, 'llm', 3, 1)",
        {
            "site": SITES[0], "twin": SITES[1], "id": make_id("score 3"),
            "talk": make_id("talk phone"), "same": TALK,
        },
    )  # fmt: skip
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="used for another conversation"):
        score(db, SITES[0], 50, rubric=3)


@pytest.mark.row("R05", "R16", "R26")
@pytest.mark.parametrize("is_first", [True, False])
def test_who_reads_one_of_the_twins_reads_nothing_of_the_other(
    db: Connection, as_person: AS_PERSON, rpc: Callable[..., Any], is_first: bool
) -> None:
    [domain_id] = db.execute("select tests.domain(%s)", [SITES[0]]).fetchone() or ()
    # The other one's messages come before, its score is higher and its visits are later.
    mine, theirs = visits(SITES[0], "acme", seq=2), visits(SITES[1], "beta", minute=30)

    def read() -> list[str]:
        asked = {"domain_ids": [str(domain_id)]}
        with as_person(db, "admin@admin.com"):
            [account] = rpc(db, "list_accounts", filter=asked)
            firm = {**asked, "account_id": str(account["id"])}
            found = [
                [account],
                *(rpc(db, name, filter=each)
                  for name in ("list_conversations", "list_visitors")
                  for each in (asked, firm, {**asked, "has_email": True})),
                rpc(db, "list_conversations", filter={**asked, "text": "acme"}),
                rpc(db, "list_conversations", filter={**asked, "text": "beta"}),
                rpc(db, "search_conversations", query="acme", domain_ids=[domain_id]),
                rpc(db, "search_conversations", query="beta", domain_ids=[domain_id]),
                rpc(db, "conversation_detail", domain_id=domain_id, conversation_id=TALK),
                rpc(db, "visitor_timeline", domain_id=domain_id, visitor_id=LAPTOP),
            ]  # fmt: skip
        cursors = [row.pop("cursor") for rows in found for row in rows if "cursor" in row]
        assert len(cursors) == 1 + 6 * 2 + 2 + 2 + 4
        return [json.dumps(rows, default=str).replace(str(account["id"]), "") for rows in found]

    with db.transaction(force_rollback=True):
        ingest(db, mine)
        score(db, SITES[0], 50)
        alone = read()
    for batch in (mine, theirs) if is_first else (theirs, mine):
        ingest(db, batch)
    for site, given in ((SITES[0], 50), (SITES[1], 70)):
        score(db, site, given)
    assert read() == alone
