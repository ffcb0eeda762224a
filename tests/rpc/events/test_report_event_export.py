"""What a worker may say of Amplitude's export."""

from datetime import date
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from tests.rpc.integrations.hubspot import (
    ADMIN,
    ANON,
    SERVICE,
    Connection,
    domain,
    refusal,
)

from .amplitude import had
from .log import COOKING

pytestmark = pytest.mark.row("C50", "C16")
FIRST = date(2026, 3, 1)


@pytest.mark.row("R25")
def test_what_an_export_may_say(db: Connection) -> None:
    args: dict[str, Any] = {"domain_id": domain(db, COOKING), "uploaded_on": FIRST}
    before = db.execute("select * from event_exports order by id").fetchall()

    def answer(counts: Any, actor: str = SERVICE, **over: Any) -> str | None:
        given = {**args, "counts": None if counts is None else Jsonb(counts), **over}
        return refusal(db, actor, "report_event_export", **given)

    bad = "22023 INVALID_INPUT"
    wrong: tuple[Any, ...] = (
        None, {}, [1], [had(1, -1)], [had(32, 1)], [had(1, 1, "")], [had(1, 1, "x" * 201)],
        [{"day": "2026-03-01", "event_type": "x"}], [had(1, 10**12)], [had(1, 1), {}],
    )  # fmt: skip
    for counts in wrong:
        assert answer(counts) == bad, counts
    assert answer([], uploaded_on=None) == bad
    assert answer([], domain_id=domain(db, "sub.abtasty.com")) == "P0002 NOT_FOUND"
    for actor in (ADMIN, ANON):
        assert answer([], actor) == "42501"
    assert db.execute("select * from event_exports order by id").fetchall() == before
    assert answer([]) is None
