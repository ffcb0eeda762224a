"""A person gets all that is stored; who may export it stands in test_delete_visitor."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from .events import SITES, Connection, make_id
from .test_delete_visitor import ADMIN, IDS, WORDS, store_erika


@pytest.mark.row("R27")
@pytest.mark.parametrize("name", ["visitor", "twin"])
def test_the_export_has_all_that_is_stored(
    db: Connection, rpc: Callable[..., Any], as_person: Any, name: str
) -> None:
    store_erika(db)
    row = db.execute("select tests.domain(%s)::text", [SITES[0]]).fetchone()
    assert row is not None
    with as_person(db, ADMIN, "aal2"):
        told = rpc(db, "export_visitor", domain_id=row[0], visitor_id=make_id(name))
    text = json.dumps(told).lower()
    for needle in [*WORDS, *IDS]:
        assert needle in text, needle
    for foreign in ("neighbour", "somebody else", make_id("other")):
        assert foreign not in text
    sizes = {key: len(value) for key, value in told.items() if key != "account"}
    assert sizes == {
        "visitors": 2, "enrichments": 1, "sessions": 2, "events": 10, "conversations": 2,
    }  # fmt: skip
    assert [len(talk["messages"]) for talk in told["conversations"]] == [2, 1] or [
        len(talk["messages"]) for talk in told["conversations"]
    ] == [1, 2]
    assert told["account"]["company_domain"] == "musterfrau-gmbh.example"
    [entry] = db.execute("select kind, resource from access_log where kind = 'export'").fetchall()
    assert entry[0] == "export"
    assert make_id(name) not in entry[1]
