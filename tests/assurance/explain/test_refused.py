"""Why a row is not seen, and why a write is refused."""

import pytest

from tests.assurance.explain.conftest import ANN, BOB, TEAM_ONE, TEAM_TWO

ANN_MAIL = "ann@shop.example"


def new(**values):
    return {"id": 9, "team_id": TEAM_ONE, "owner_id": ANN, "title": "new"} | values


def failing(found):
    stage = next(stage for stage in found.stages if not stage.passes)
    return stage.stage, [
        part.text for judged in stage.policies if not judged.admits for part in judged.failing()
    ]


def test_a_row_of_another_team(shop, explained, counted):
    found = explained(shop, ANN_MAIL, "shop.documents", "2")
    assert not found.is_allowed
    assert found.reason.startswith("policies select_member, select_shared do not admit it")
    [change] = [each for each in found.would if "team_members" in each]
    assert change.endswith(f"with team_id = {TEAM_TWO} instead of {TEAM_ONE}")
    first = f"update shop.team_members set team_id = '{TEAM_TWO}' where user_id = '{ANN}'"
    assert counted(shop, ANN, "select from shop.documents where id = 2", first) == 1


def test_a_restrictive_policy(shop, explained, counted):
    found = explained(shop, ANN_MAIL, "shop.documents", "3")
    assert found.reason == "restrictive policy keep_archived refuses it to read the row"
    first = "drop policy keep_archived on shop.documents"
    assert counted(shop, ANN, "select from shop.documents where id = 3", first) == 1


def test_a_row_that_stands_against_it(shop, explained, counted):
    shop.execute(
        f"""create policy not_blocked on shop.documents as restrictive for select
        to authenticated using (not exists (
            select from shop.blocks as b where b.user_id = (select auth.uid())));
        grant select on shop.blocks to authenticated;
        insert into shop.blocks (user_id) values ('{ANN}')"""
    )
    found = explained(shop, ANN_MAIL, "shop.documents", "1")
    assert found.reason == "restrictive policy not_blocked refuses it to read the row"
    [row] = found.against
    assert (row.relation, row.values["user_id"]) == ("shop.blocks", ANN)
    first = f"delete from shop.blocks where id = '{row.values['id']}'"
    assert counted(shop, ANN, "select from shop.documents where id = 1", first) == 1


def test_no_policy_at_all(shop, explained):
    shop.execute("alter table shop.teams enable row level security")
    shop.execute("grant select on shop.teams to authenticated")
    found = explained(shop, ANN_MAIL, "shop.teams", TEAM_ONE)
    assert found.reason == "no policy for select applies to authenticated (to read the row)"


@pytest.mark.parametrize(
    ("planted", "missing"),
    [
        ("revoke usage on schema shop from authenticated", "usage on schema shop"),
        ("revoke select on shop.documents from authenticated", "select on shop.documents"),
        (
            "revoke select on shop.documents from authenticated;"
            "grant select (title) on shop.documents to authenticated",
            "select on shop.documents (id)",
        ),
    ],
)
def test_a_privilege_comes_first(shop, explained, planted, missing):
    shop.execute(planted)
    found = explained(shop, ANN_MAIL, "shop.documents", "1")
    assert not found.is_allowed
    assert found.reason == f"authenticated has no privilege: {missing}"
    # What the policies would say is still said.
    assert found.stages[0].passes


def test_privileges_name_the_role_that_gives_them(shop, explained):
    shop.execute(
        """revoke select on shop.documents from authenticated;
        grant select on shop.documents to public"""
    )
    found = explained(shop, ANN_MAIL, "shop.documents", "1")
    assert [access.through for access in found.access] == [("authenticated",), ("public",)]


def test_a_policy_that_raises_says_what(shop, explained):
    shop.execute("revoke execute on function shop_private.my_teams() from authenticated, public")
    found = explained(shop, ANN_MAIL, "shop.documents", "1")
    [member] = [j for j in found.stages[0].policies if j.policy.name == "select_member"]
    assert member.value.refusal.sqlstate == "42501"
    assert member.value.refusal.message == "permission denied for function my_teams"
    assert found.outcome.refusal.message == "permission denied for function my_teams"


def test_an_insert_names_the_condition_that_fails(shop, explained):
    found = explained(shop, ANN_MAIL, "shop.documents", None, "insert", new(owner_id=BOB))
    assert not found.is_allowed
    assert failing(found)[1] == ["owner_id = auth.uid()"]
    allowed = explained(shop, ANN_MAIL, "shop.documents", None, "insert", new())
    assert allowed.reason == "policy insert_own admits it"
    assert [row.relation for row in allowed.deciding.needed] == ["shop.team_members"]


def test_a_null_is_shown_as_null(shop, explained):
    found = explained(shop, ANN_MAIL, "shop.documents", None, "insert", new(owner_id=None))
    [judged] = found.stages[0].policies
    assert judged.values["owner_id = auth.uid()"].text is None
    assert failing(found)[1] == ["owner_id = auth.uid()"]


def test_an_insert_that_cannot_be_read_back(shop, explained):
    given = new(is_archived=True)
    found = explained(shop, ANN_MAIL, "shop.documents", None, "insert", given)
    assert found.is_allowed
    assert found.returning.refusal.sqlstate == "42501"


def test_what_is_read_back_may_be_what_python_cannot_hold(shop, explained):
    shop.execute("alter table shop.documents add since timestamptz default '-infinity'")
    found = explained(shop, ANN_MAIL, "shop.documents", None, "insert", new())
    assert (found.is_allowed, found.returning.refusal) == (True, None)


def test_an_update_that_moves_the_row_away(shop, explained):
    given = {"team_id": TEAM_TWO}
    found = explained(shop, ANN_MAIL, "shop.documents", "1", "update", given)
    stage, conditions = failing(found)
    assert (stage.command, stage.row, stage.clause) == ("update", "new", "with check")
    assert conditions == ["team_id = ANY((SELECT shop_private.my_teams())::uuid[])"]


def test_an_update_that_makes_the_row_invisible(shop, explained):
    given = {"is_archived": True}
    found = explained(shop, ANN_MAIL, "shop.documents", "1", "update", given)
    stage, _ = failing(found)
    assert (stage.command, stage.row) == ("select", "new")
    assert found.outcome.refusal.sqlstate == "42501"


def test_an_update_of_an_invisible_row_touches_none(shop, explained):
    found = explained(shop, ANN_MAIL, "shop.documents", "2", "update", {"title": "x"})
    stage, _ = failing(found)
    assert (stage.command, stage.row) == ("select", "old")
    assert (found.outcome.count, found.outcome.refusal) == (0, None)


def test_a_delete_of_somebody_elses_row(shop, explained):
    found = explained(shop, ANN_MAIL, "shop.documents", "4", "delete")
    stage, conditions = failing(found)
    assert (stage.command, conditions) == ("delete", ["owner_id = auth.uid()"])
    assert explained(shop, ANN_MAIL, "shop.documents", "1", "delete").is_allowed


def test_what_triggers_write_is_what_policies_see(shop, explained):
    shop.execute(
        f"""create function shop_private.own() returns trigger language plpgsql as
        $$ begin new.owner_id := '{ANN}'; return new; end $$;
        create trigger own before insert on shop.documents
        for each row execute function shop_private.own();"""
    )
    found = explained(shop, ANN_MAIL, "shop.documents", None, "insert", new(owner_id=BOB))
    assert found.is_allowed
    [judged] = found.stages[0].policies
    assert judged.values["owner_id"].text == ANN


def test_a_constraint(shop, explained):
    found = explained(shop, ANN_MAIL, "shop.documents", None, "insert", new(title=""))
    assert found.reason.startswith("constraint documents_title_check refuses: ")
    found = explained(shop, ANN_MAIL, "shop.documents", None, "insert", new(id=1))
    assert found.reason.startswith("constraint documents_pkey refuses: ")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise 'not today' using errcode = 'P0042'", "not today (P0042)"),
        ("return null", "it skips the row"),
    ],
)
def test_a_trigger(shop, explained, body, reason):
    shop.execute(
        f"""create function shop_private.refuse() returns trigger language plpgsql as
        $$ begin {body}; end $$;
        create trigger late before insert on shop.documents
        for each row execute function shop_private.refuse();"""
    )
    found = explained(shop, ANN_MAIL, "shop.documents", None, "insert", new())
    assert not found.is_allowed
    assert found.reason == f"trigger late refuses: {reason}"


def test_what_we_refuse(db, explained):
    given = {"environment": "local", "key": "a", "value": 1}
    found = explained(db, "user@user.com", "public.env_settings", None, "insert", given)
    assert failing(found)[1] == ["(SELECT private.holds('settings.manage'::text))"]
    given = {"role_key": "admin"}
    own = "00000000-0000-4000-8000-000000000002"
    found = explained(db, "user@user.com", "public.people", own, "update", given)
    assert found.reason == "authenticated has no privilege: update on public.people (role_key)"


def test_a_table_that_is_not_ours_to_change(shop, explained):
    """As storage.objects on a hosted project: policies can be read, and nothing altered."""
    query = "select relowner::regrole::text from pg_class where oid = 'storage.objects'::regclass"
    assert shop.execute(query).fetchone() != ("postgres",)
    given = {"bucket_id": "files", "name": "a.txt"}
    found = explained(shop, ANN_MAIL, "storage.objects", None, "insert", given)
    assert not found.is_allowed
    assert [stage.stage.row for stage in found.stages] == ["new"]
