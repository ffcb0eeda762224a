"""The state is good once, for ten minutes, for the person who began."""

import pytest

from .hubspot import (
    SERVICE,
    USER,
    Connection,
    begin,
    domain,
    finish_args,
    redeem,
    refusal,
    value,
)


@pytest.mark.row("R12")
def test_a_state_is_good_once(db: Connection) -> None:
    state = begin(db)["state"]
    assert redeem(db, state) is None
    assert redeem(db, state) == "PT409 OAUTH_STATE_USED"
    args = finish_args(db, state)
    assert refusal(db, SERVICE, "finish_hubspot_connect", **args) is None
    assert refusal(db, SERVICE, "finish_hubspot_connect", **args) == "PT409 OAUTH_STATE_USED"
    assert redeem(db, state) == "PT409 OAUTH_STATE_USED"


@pytest.mark.row("R12")
def test_a_state_is_good_for_ten_minutes(db: Connection) -> None:
    late = "update private.oauth_states set expires_at = now()"
    state = begin(db)["state"]
    with db.transaction(force_rollback=True):
        db.execute(late)
        assert redeem(db, state) == "PT410 OAUTH_STATE_EXPIRED"
    assert redeem(db, state) is None
    db.execute(late)
    args = finish_args(db, state)
    assert refusal(db, SERVICE, "finish_hubspot_connect", **args) == "PT410 OAUTH_STATE_EXPIRED"


@pytest.mark.row("R12")
def test_a_state_is_good_for_whoever_began(db: Connection) -> None:
    state = begin(db)["state"]
    assert redeem(db, state, USER) == "42501 OAUTH_STATE_REFUSED"
    assert redeem(db, "never begun") == "42501 OAUTH_STATE_REFUSED"
    nobody = {"state": "never begun", "person_id": None}
    assert refusal(db, SERVICE, "redeem_oauth_state", **nobody) == "42501 OAUTH_STATE_REFUSED"
    assert redeem(db, state) is None
    args = finish_args(db, state, USER)
    assert refusal(db, SERVICE, "finish_hubspot_connect", **args) == "42501 OAUTH_STATE_REFUSED"
    assert value(db, "select count(*) from integrations where domain_id = %s", domain(db)) == 0


@pytest.mark.row("R12", "T29")
@pytest.mark.parametrize(
    "lost",
    [
        "update people set status = 'disabled' where email = 'support@demo.example'",
        "delete from person_permissions",
        "delete from memberships where person_id = tests.person('support@demo.example')",
        "update domains set archived_at = now() where site_domain = 'cooking.example'",
    ],
)
def test_whoever_lost_the_right_meanwhile_finishes_nothing(db: Connection, lost: str) -> None:
    who = "support@demo.example"
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'integrations', 'manage', 'allow',"
        " tests.domain('cooking.example'), 'test')",
        [who],
    )
    db.execute("update integrations set status = 'disconnected', disconnected_at = now()")
    state = begin(db, "cooking.example", who)["state"]
    with db.transaction(force_rollback=True):
        assert redeem(db, state, who) is None
    with db.transaction(force_rollback=True):
        db.execute(lost)
        assert redeem(db, state, who) == "42501 PERMISSION_DENIED"
    assert redeem(db, state, who) is None
    db.execute(lost)
    args = finish_args(db, state, who)
    assert refusal(db, SERVICE, "finish_hubspot_connect", **args) == "42501 PERMISSION_DENIED"
