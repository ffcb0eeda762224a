"""The five analytics pages take the same filter: each key of it, and no other."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from .events import Connection, make_id
from .test_list_conversations import BAD

PAGES = ["client_dashboard", "list_visitors", "list_accounts", "list_conversations", "list_topics"]
# One value for each key; a key that somebody adds to the type is missed here.
KEYS: dict[str, Any] = {
    "from": "2026-10-01T00:00:00Z", "to": "2026-11-01T00:00:00Z",
    "domain_ids": ["10000000-0000-4000-8000-000000000001"], "score_min": 10, "score_max": 90.5,
    "outcome": "demo_booked", "language": "fr", "has_email": True, "account_id": make_id("x"),
    "status": "closed", "text": "demo", "include_test": True, "topic_id": make_id("x"),
}  # fmt: skip


@pytest.mark.row("R16")
def test_every_key_is_listed_here(db: Connection) -> None:
    rows = db.execute(
        "select attname from pg_attribute where attrelid = 'private.engagement_filter'::regclass"
    )
    assert {name for (name,) in rows} == KEYS.keys()


@pytest.mark.row("R16")
@pytest.mark.parametrize("name", PAGES)
def test_each_page_takes_each_key_alone_all_together_and_null(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str
) -> None:
    filters = [{}, KEYS, dict.fromkeys(KEYS), *({key: value} for key, value in KEYS.items())]
    with as_person(db, "user@user.com"):
        for wanted in filters:
            rpc(db, name, filter=wanted)


@pytest.mark.row("R16")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("field", "arguments"), [bad for bad in BAD if bad[0].startswith("filter")]
)
def test_each_page_refuses_what_the_others_refuse(
    db: Connection, as_person: Any, rpc: Callable[..., Any], name: str, field: str, arguments: Any
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "user@user.com"),
    ):
        rpc(db, name, **arguments)
