"""What I have written, and how far it is elsewhere."""

import psycopg
import pytest

from .tickets import ADMIN, BUSINESS, USER, Connection, all_rows, ids

pytestmark = pytest.mark.usefixtures("tickets")


@pytest.mark.row("R19", "R25")
def test_mine_are_what_i_wrote(db: Connection) -> None:
    rows = all_rows(db)
    mine = [row["id"] for row in rows if row["reporter"] == ADMIN]
    here = [row["id"] for row in rows if row["id"] in mine and row["site_domain"] == "toto.example"]
    (toto,) = db.execute("select tests.domain('toto.example')").fetchall()[0]
    assert ids(db, ADMIN, "my_tickets") == mine
    assert ids(db, ADMIN, "my_tickets", domain=toto) == here
    assert len(ids(db, BUSINESS, "my_tickets")) == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
        ids(db, BUSINESS, "my_tickets", domain=toto)


@pytest.mark.row("R19")
def test_what_a_row_says(db: Connection) -> None:
    db.execute("select tests.as(%s)", [USER])
    cursor = db.execute("select * from my_tickets() where link_identifier = 'ROSE-1'")
    (row,) = cursor.fetchall()
    found = dict(zip([column.name for column in cursor.description or []], row, strict=True))
    assert (found["status"], found["link_state"]) == ("open", "started")
    assert found["link_url"] == "https://linear.app/demo/issue/ROSE-1"
    assert (found["reporter_name"], found["assignee_name"]) == ("Uma User", "Sue Support")
    db.execute("select tests.back()")
    (said,) = db.execute(
        "select max(created_at) from ticket_comments where ticket_id = %s", [found["id"]]
    ).fetchall()[0]
    assert found["last_change_at"] == said
    db.execute("update tickets set status = 'pending' where id = %s", [found["id"]])
    db.execute("select tests.as(%s)", [USER])
    (changed,) = db.execute(
        "select last_change_at = now() from my_tickets() where id = %s", [found["id"]]
    ).fetchall()[0]
    assert changed
