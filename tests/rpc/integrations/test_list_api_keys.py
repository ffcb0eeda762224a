"""Keys, newest first, without the keys."""

import pytest

from .api_keys import key_args, make_key, records
from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, domain, one, refusal, value


@pytest.mark.row("C53")
def test_what_is_told_of_a_key(db: Connection) -> None:
    made, twin = make_key(db), make_key(db, name="Twin")
    old_key_ends_at = one(db, ADMIN, "rotate_api_key", **key_args(db, made))["old_key_ends_at"]
    records(db, made["key"])
    found = {row["name"]: row for row in call(db, ADMIN, "list_api_keys", domain_ids=[domain(db)])}
    assert found.keys() == {"Site", "Twin", "Website", "Accounting"}
    assert made["key"] not in str(found)
    assert value(db, "select %s > now()", found["Site"]["last_used_at"])
    assert value(
        db, "select %s = %s::timestamptz", found["Site"]["old_key_ends_at"], old_key_ends_at
    )
    assert (found["Twin"]["last_used_at"], found["Twin"]["old_key_ends_at"]) == (None, None)
    assert found["Twin"]["prefix"] == twin["prefix"]
    db.execute("update private.api_key_secrets set ends_at = now() where ends_at is not null")
    [row] = [each for each in call(db, ADMIN, "list_api_keys") if each["name"] == "Site"]
    assert row["old_key_ends_at"] is None


@pytest.mark.row("C53")
def test_pages_follow_each_other(db: Connection) -> None:
    whole = [row["id"] for row in call(db, ADMIN, "list_api_keys")]
    newest = db.execute("select id from api_keys order by created_at desc, id desc, domain_id desc")
    assert whole == [key_id for (key_id,) in newest]
    walked, after = [], None
    while page := call(db, ADMIN, "list_api_keys", after=after, page_size=2):
        walked += [row["id"] for row in page]
        after = page[-1]["cursor"]
    assert walked == whole
    for wrong in (0, 501, None):
        assert refusal(db, ADMIN, "list_api_keys", page_size=wrong) == "22023 INVALID_INPUT"


@pytest.mark.row("C53")
def test_who_sees_which(db: Connection) -> None:
    for who in (USER, "support@demo.example", "staff@demo.example"):
        assert refusal(db, who, "list_api_keys") == "42501 PERMISSION_DENIED"
    [row] = call(db, ADMIN, "list_api_keys", domain_ids=[domain(db, "abtasty.com")])
    assert row["name"] == "Warehouse"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "list_api_keys") == "42501"
