"""One change at a time: what somebody gained or lost, and what the catalogue says of it."""

import pytest

from bo_cli.assurance.diff.compare import compare_databases
from bo_cli.assurance.diff.model import Effect
from bo_cli.assurance.diff.words import gain_text
from bo_cli.assurance.intent import load_intent
from bo_cli.core.errors import BoError
from bo_cli.db.connect import connect
from tests.assurance.diff.conftest import INTENT

TEAM_ONE = "b0000000-0000-4000-8000-000000000001"
WIDER, NARROWER = Effect.WIDER, Effect.NARROWER
NEITHER, UNKNOWN = Effect.NEITHER, Effect.UNKNOWN
OTHERS = "ann gains select on shop.documents of other tenants: 2 of 2 canaries visible"
OTHERS += " (before: 0 of 2 canaries visible)"
OWN_LOST = "ann loses select on shop.documents of own tenants: 0 of 1 canaries visible"
OWN_LOST += " (before: 1 of 1 canaries visible)"
TITLES = OTHERS.replace("shop.documents", "shop.titles")

FUNCTION = """create or replace function shop.my_teams() returns setof uuid language sql stable
    security definer set search_path = '' as $$ {} $$"""
# planted: (effect, the change in words, a gain in words or None)
PLANTED = {
    "alter policy select_member on shop.documents using (true)": (
        *(WIDER, "policy select_member on shop.documents changed", OTHERS),
    ),
    "drop policy select_member on shop.documents": (
        *(NARROWER, "policy select_member on shop.documents dropped", OWN_LOST),
    ),
    "create policy everybody on shop.documents for select to authenticated using (true)": (
        *(WIDER, "policy everybody on shop.documents added", OTHERS),
    ),
    "alter policy select_member on shop.documents"
    " using (team_id in (select shop.my_teams()) and title is not null)": (
        *(NEITHER, "policy select_member on shop.documents changed", None),
    ),
    FUNCTION.format("select t.id from shop.teams as t"): (
        *(WIDER, "function shop.my_teams(): its body changed", OTHERS),
    ),
    FUNCTION.format("select null::uuid"): (
        *(NARROWER, "function shop.my_teams(): its body changed", OWN_LOST),
    ),
    "alter function shop.my_teams() security invoker": (
        NARROWER,
        "function shop.my_teams(): no longer security definer",
        "ann loses select on shop.documents of own tenants: refused"
        " (before: 1 of 1 canaries visible)",
    ),
    "alter function shop.my_teams() reset search_path": (
        *(UNKNOWN, "function shop.my_teams(): search_path '' → not set", None),
    ),
    "alter function shop.my_teams() immutable": (
        *(UNKNOWN, "function shop.my_teams(): stable → immutable", None),
    ),
    "create function shop.all_teams() returns setof uuid language sql security definer"
    " as $$ select id from shop.teams $$": (
        *(WIDER, "function shop.all_teams() added (security definer)", None),
    ),
    "alter function shop.my_teams() volatile": (
        *(NEITHER, "function shop.my_teams(): stable → volatile", None),
    ),
    "alter table shop.documents disable row level security": (
        *(WIDER, "row security of shop.documents: enabled → disabled", OTHERS),
    ),
    "alter view shop.titles reset (security_invoker)": (
        WIDER,
        "view shop.titles reads as its owner now, no longer as who asks (security_invoker)",
        TITLES,
    ),
    "grant select on shop.documents to anon": (
        *(WIDER, "anon gains SELECT on table shop.documents", None),
    ),
    "grant select on shop.teams to anon; create policy a on shop.teams using (true)": (
        WIDER,
        "anon gains SELECT on table shop.teams",
        "anon gains select on shop.teams of other tenants: 3 of 3 canaries visible"
        " (before: refused)",
    ),
    "revoke insert on shop.documents from authenticated": (
        NARROWER,
        "authenticated loses INSERT on table shop.documents",
        "ann loses insert on shop.documents of own tenants: refused (before: works)",
    ),
    "alter table shop.documents disable trigger keep_title": (
        WIDER,
        "trigger keep_title on shop.documents disabled",
        "ann gains update (title) on shop.documents of own tenants: works (before: refused)",
    ),
    "alter function shop.keep_title() security definer": (
        WIDER,
        "function shop.keep_title(): security definer now",
        "ann gains update (title) on shop.documents of own tenants: works (before: refused)",
    ),
    "create table shop.extra (id uuid primary key, team_id uuid references shop.teams);"
    "grant select on shop.extra to anon": (
        WIDER,
        "table shop.extra added",
        "anon gains select on shop.extra of other tenants: 3 of 3 canaries visible"
        " (before: not there)",
    ),
    "drop view shop.titles; drop table shop.documents": (
        NARROWER,
        "table shop.documents dropped",
        "ann loses select on shop.documents of own tenants: not there"
        " (before: 1 of 1 canaries visible)",
    ),
    "alter default privileges in schema shop grant select on tables to anon": (
        UNKNOWN,
        "default privileges of postgres in shop on tables: as built in → SELECT to anon",
        None,
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_change(compared, planted):
    effect, what, gain = PLANTED[planted]
    found = compared(planted)
    judged = {each.change.what: each.effect for each in found.changes}
    assert judged.get(what) is effect, judged
    texts = [gain_text(each) for each in found.gains]
    assert gain is None or gain in texts, texts
    wide = effect is WIDER or any(each.effect is WIDER for each in found.gains)
    assert found.has_widened is wide


def test_nothing_changed(compared):
    found = compared("select")
    assert (found.gains, found.changes, found.others, found.has_widened) == ((), (), (), False)
    assert found.probed > 20


def test_what_access_does_not_depend_on_is_kept_apart(compared):
    found = compared("comment on table shop.teams is 'x'; create index on shop.members (user_id)")
    assert [each.kind for each in found.others] == ["comment", "index"]
    assert (found.changes, found.has_widened) == ((), False)


def test_rows_that_give_rights_are_found_by_probes_alone(compared):
    found = compared(
        """insert into shop.members
        select 'b0000000-0000-4000-8000-000000000002', user_id from shop.members limit 1"""
    )
    assert found.changes == ()
    assert found.has_widened
    assert any(each.rows == "other tenants" for each in found.gains)


def test_hints_for_what_is_new(twins, tmp_path):
    """The older database need not have the tables that hints are for."""
    (tmp_path / "intent.toml").write_text(INTENT.read_text())
    hint = """[relations."shop.codes"]\ncolumns = { code = "'c-' || upper('{token}')" }\n"""
    (tmp_path / "canaries.toml").write_text(hint)
    with connect(twins[1], autocommit=True) as connection:
        connection.execute(
            """create table shop.codes (
                code text primary key check (code ~ '^c-[A-Z0-9]+$'), team_id uuid);
            grant select on shop.codes to anon"""
        )
    intent = load_intent(tmp_path / "intent.toml")
    found = compare_databases(twins, ("before", "after"), intent)
    assert found.notes == ()
    assert any("anon gains select on shop.codes" in gain_text(each) for each in found.gains)


def test_a_database_that_the_intent_does_not_fit(twins, tmp_path):
    """The older one may lack what the intent speaks of: then the catalogue alone is compared."""
    file = tmp_path / "intent.toml"
    query = "one = \"select id from shop.teams where name = 'one'\""
    file.write_text(INTENT.read_text().replace(f'one = "{TEAM_ONE}"', query))
    newer, older = twins
    with connect(older, autocommit=True) as connection:
        connection.execute("drop schema shop cascade")
    found = compare_databases((older, newer), ("before", "after"), load_intent(file))
    assert found.has_widened
    assert any(each.change.what == "table shop.documents added" for each in found.changes)
    [note] = found.notes
    assert note.startswith("Nothing could be tried in before")
    with pytest.raises(BoError, match=r"^after: "):
        compare_databases((newer, older), ("before", "after"), load_intent(file))
