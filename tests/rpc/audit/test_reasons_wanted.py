"""Whatever is sensitive is listed, and does nothing until somebody says why."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest

from tests.rpc.writing_calls import ADMIN, CALLS, OWN_ROLE, PREPARE, USER_ID

Connection = psycopg.Connection[Any]

# These take a reason and are no sensitive operation: what they do is no secret, money or right.
# merge_visitors() wants one all the same.
OTHERS = {
    *("merge_visitors", "revert_config", "score_conversation", "set_config", "set_feature"),
    "toggle_agent",
}
# Their calls there give none, or not by its name.
SILENT = {
    "revoke_all_sessions": (f"person_id => '{USER_ID}'", ""),
    "set_role_permissions": ("'night', '{cases.view}', ' ', 1", OWN_ROLE),
}
REASON = re.compile(r"reason => '[^']*'")


def refusal_without_reason(
    db: Connection, as_person: Callable[..., AbstractContextManager[None]], name: str
) -> tuple[str | None, str | None]:
    """Call an RPC as its line in CALLS does, with a blank for a reason; nothing of it stays."""
    arguments, before = SILENT.get(name, CALLS[name])
    silent = REASON.sub("reason => ' '", arguments)
    with db.transaction(force_rollback=True):
        db.execute(PREPARE + before)
        with as_person(db, ADMIN, "aal2"):
            try:
                with db.transaction():
                    db.execute(f"select public.{name}({silent})")
            except psycopg.Error as refused:
                return refused.sqlstate, refused.diag.message_detail
    return None, None


@pytest.mark.row("C42")
def test_whoever_takes_a_reason_is_listed(db: Connection) -> None:
    found = db.execute(
        "select p.proname from pg_proc as p where p.pronamespace = 'public'::regnamespace"
        " and 'reason' = any(p.proargnames[1:p.pronargs])"
        " and has_function_privilege('authenticated', p.oid, 'execute')"
        " and not exists (select from sensitive_operations as o where o.rpc = p.proname)"
    )
    assert {name for (name,) in found} == OTHERS


@pytest.mark.row("C42")
def test_nothing_sensitive_is_done_without_a_reason(
    db: Connection, as_person: Callable[..., AbstractContextManager[None]]
) -> None:
    listed = db.execute("select rpc from sensitive_operations where needs_reason").fetchall()
    answers = {name: refusal_without_reason(db, as_person, name) for (name,) in listed}
    assert len(answers) > 20
    assert {
        name: said for name, said in answers.items() if said != ("22023", "REASON_REQUIRED")
    } == {}
