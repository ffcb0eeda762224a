"""What a program learns of its own key."""

import pytest

from .api_keys import make_key, with_key
from .hubspot import Connection, domain


@pytest.mark.row("C53")
def test_it_tells_what_it_may(db: Connection) -> None:
    made = make_key(db, scopes=["cases.view", "donations.view"], rate_limit=7)
    db.execute(
        "insert into person_permissions"
        " (person_id, resource, action, effect, is_all_domains, reason)"
        " values (%s, 'donations', 'view', 'deny', true, 'test')",
        [made["created_by"]],
    )
    [(told,)] = with_key(db, made["key"], "select my_api_key()")
    assert told == {
        "id": made["id"], "name": "Site", "rate_limit": 7, "expires_at": None,
        "scopes": {"cases.view": [str(domain(db))], "donations.view": []},
        "resources": {"cases": "cases.view", "donations": "donations.view"},
    }  # fmt: skip
