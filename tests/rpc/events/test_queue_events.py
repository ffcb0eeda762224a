"""Which events are copied to Amplitude: what counts as a user's activity, where it is on."""

import pytest

from .amplitude import Connection, claim, numbers, switch_on, tell, waiting
from .log import event, ingest

pytestmark = pytest.mark.row("C16", "C45")


def test_a_batch_is_one_message_in_the_order_in_which_it_was_told(db: Connection) -> None:
    switch_on(db)
    told = [3, 1, 2, 3]
    ingest(db, [event(number, actor_id="one-user") for number in told])
    assert waiting(db) == 1
    found = claim(db)
    assert found is not None
    assert numbers(found) == [3, 1, 2], "an event that is told twice is one"
    tell(db, 1, 2)
    assert waiting(db) == 1, "and what is known is no news"


def test_only_what_counts_is_copied(db: Connection) -> None:
    switch_on(db)
    ingest(
        db,
        [
            event(1, name="page_pinged", properties={}),
            event(2, is_test=True),
            event(3, actor_kind="integration"),
            event(4, name="prices_refreshed", actor_kind="system", properties={}),
            event(5, name="nobody_knows"),
            event(6, site_domain="toto.example", name="user_signed_in"),
        ],
    )
    assert waiting(db) == 0
    tell(db, 7)
    found = claim(db)
    assert found is not None
    assert numbers(found) == [7]


def test_the_catalogue_of_the_domain_and_version_decides(db: Connection) -> None:
    switch_on(db)
    db.execute("update event_catalog set is_active = false where schema_version = 2")
    db.execute(
        "insert into event_catalog (domain_id, name, schema_version, description, json_schema,"
        " actor_kinds, is_active) select id, 'order_placed', 1, 'x', '{}', '{user}', false"
        " from domains where site_domain = 'toto.example'"
    )
    tell(db, 1)
    assert waiting(db) == 1
    tell(db, 2, schema_version=2, properties={"amount_minor": 1, "type": "dca"})
    assert waiting(db) == 1


def test_each_domain_has_its_own_message_of_a_batch(db: Connection) -> None:
    switch_on(db, "toto.example")
    switch_on(db)
    here, there = event(1), event(2, site_domain="toto.example", name="user_signed_in")
    ingest(db, [here, there])
    found = [claim(db), claim(db), claim(db)]
    assert sorted(str(numbers(each)) for each in found if each) == ["[1]", "[2]"]


def test_switched_off_nothing_is_queued_and_what_waits_waits_on(db: Connection) -> None:
    switch_on(db)
    tell(db, 1)
    db.execute("update amplitude_projects set is_active = false")
    tell(db, 2)
    assert waiting(db) == 1
    assert claim(db) is None
    db.execute("update amplitude_projects set is_active = true where test_secret_id is not null")
    found = claim(db)
    assert found is not None
    assert numbers(found) == [1]
