"""Why a row is seen: what is named is taken away, and the row disappears."""

import pytest

from tests.assurance.explain.conftest import ANN, TEAM_ONE

DOCUMENT = "select from shop.documents where id = {}"


def names(stage):
    return [judged.policy.name for judged in stage.admitting]


def test_the_policy_is_named_and_without_it_the_row_disappears(shop, explained, counted):
    found = explained(shop, "ann@shop.example", "shop.documents", "1")
    assert found.is_allowed
    assert found.reason == "policy select_member admits it"
    assert names(found.stages[0]) == ["select_member"]
    assert counted(shop, ANN, DOCUMENT.format(1)) == 1
    assert (
        counted(shop, ANN, DOCUMENT.format(1), "drop policy select_member on shop.documents") == 0
    )
    assert (
        counted(shop, ANN, DOCUMENT.format(1), "drop policy select_shared on shop.documents") == 1
    )


def test_the_membership_is_named_and_without_it_the_row_disappears(shop, explained, counted):
    found = explained(shop, "ann@shop.example", "shop.documents", "1")
    [row] = found.deciding.needed
    assert found.deciding.ways == ()
    assert row.relation == "shop.team_members"
    assert (row.values["user_id"], row.values["team_id"]) == (ANN, TEAM_ONE)
    away = f"delete from shop.team_members where id = {row.values['id']}"
    assert counted(shop, ANN, DOCUMENT.format(1), away) == 0
    others = f"delete from shop.team_members where id <> {row.values['id']}"
    assert counted(shop, ANN, DOCUMENT.format(1), others) == 1


def test_a_second_policy_keeps_it_visible_and_both_are_named(shop, explained, counted):
    found = explained(shop, "ann@shop.example", "shop.documents", "4")
    assert names(found.stages[0]) == ["select_member", "select_shared"]
    assert found.reason == "policies select_member, select_shared each admit it"
    drop = "drop policy {} on shop.documents;"
    member, shared = drop.format("select_member"), drop.format("select_shared")
    assert counted(shop, ANN, DOCUMENT.format(4), member) == 1
    assert counted(shop, ANN, DOCUMENT.format(4), shared) == 1
    assert counted(shop, ANN, DOCUMENT.format(4), member + shared) == 0


def test_rows_that_would_each_be_enough_are_ways(shop, explained, counted):
    found = explained(shop, "ann@shop.example", "shop.documents", "4")
    assert found.deciding.needed == ()
    assert sorted(row.relation for way in found.deciding.ways for row in way) == [
        "shop.shares",
        "shop.team_members",
    ]
    member = f"delete from shop.team_members where user_id = '{ANN}';"
    share = f"delete from shop.shares where user_id = '{ANN}';"
    assert counted(shop, ANN, DOCUMENT.format(4), member) == 1
    assert counted(shop, ANN, DOCUMENT.format(4), share) == 1
    assert counted(shop, ANN, DOCUMENT.format(4), member + share) == 0


def test_two_memberships_of_one_team_are_two_ways(shop, explained):
    shop.execute(
        "insert into shop.team_members (team_id, user_id) values (%s, %s)", [TEAM_ONE, ANN]
    )
    found = explained(shop, "ann@shop.example", "shop.documents", "1")
    assert found.deciding.needed == ()
    assert [len(way) for way in found.deciding.ways] == [1, 1]


def test_values_are_those_of_the_row_and_the_person(shop, explained):
    found = explained(shop, "ann@shop.example", "shop.documents", "1")
    [member, shared] = [j for j in found.stages[0].policies if j.policy.is_permissive]
    said = {text: value.text for text, value in member.values.items()}
    assert said["team_id"] == TEAM_ONE
    assert said["(SELECT shop_private.my_teams())::uuid[]"] == f"{{{TEAM_ONE}}}"
    assert member.value.text == "true"
    assert shared.value.text == "false"


def test_claims_alone_decide(shop, explained):
    claims = {"sub": ANN, "app_metadata": {"team": TEAM_ONE, "plan": "free"}}
    found = explained(shop, "ann", "shop.notes", "n1", claims=claims)
    assert found.is_allowed
    assert found.claims == ("app_metadata.team",)
    assert found.deciding.needed == ()
    claims["app_metadata"]["team"] = ANN
    assert not explained(shop, "ann", "shop.notes", "n1", claims=claims).is_allowed


def test_a_row_of_the_table_itself_can_decide(shop, explained, counted):
    """A member sees the other members: what decides is the own row in the same table."""
    shop.execute(
        f"""alter table shop.team_members enable row level security;
        grant select on shop.team_members to authenticated;
        create policy select_team on shop.team_members for select to authenticated
        using (team_id = any((select shop_private.my_teams())::uuid []));
        insert into shop.team_members (team_id, user_id, role)
        values ('{TEAM_ONE}', 'a0000000-0000-4000-8000-000000000009', 'guest')"""
    )
    [guest] = shop.execute("select id from shop.team_members where role = 'guest'").fetchone()
    found = explained(shop, "ann@shop.example", "shop.team_members", str(guest))
    [row] = found.deciding.needed
    assert (row.relation, row.values["user_id"]) == ("shop.team_members", ANN)
    away = f"delete from shop.team_members where id = {row.values['id']}"
    assert counted(shop, ANN, f"select from shop.team_members where id = {guest}", away) == 0


def test_a_large_table_is_searched_for_what_mentions_the_person(shop, explained):
    shop.execute(
        """insert into shop.team_members (team_id, user_id)
        select 'b0000000-0000-4000-8000-000000000002', gen_random_uuid()
        from generate_series(1, 5000)"""
    )
    [row] = explained(shop, "ann@shop.example", "shop.documents", "1").deciding.needed
    assert row.values["user_id"] == ANN


def test_a_huge_table_is_searched_by_its_indexes(shop, explained):
    shop.execute(
        """insert into shop.team_members (team_id, user_id)
        select 'b0000000-0000-4000-8000-000000000002', gen_random_uuid()
        from generate_series(1, 120000);
        create index on shop.team_members (user_id);
        analyze shop.team_members"""
    )
    [row] = explained(shop, "ann@shop.example", "shop.documents", "1").deciding.needed
    assert row.values["user_id"] == ANN


def test_a_partition_of_the_row_is_no_other_table(shop, explained):
    shop.execute(
        f"""create table shop.events (id int primary key, team_id uuid) partition by range (id);
        create table shop.events_1 partition of shop.events for values from (0) to (100);
        alter table shop.events enable row level security;
        grant select on shop.events to authenticated;
        create policy select_team on shop.events for select to authenticated
        using (team_id = any((select shop_private.my_teams())::uuid []));
        insert into shop.events values (1, '{TEAM_ONE}')"""
    )
    [row] = explained(shop, "ann@shop.example", "shop.events", "1").deciding.needed
    assert row.relation == "shop.team_members"


def test_rows_that_cannot_be_taken_away_are_named(shop, explained):
    """Accounts belong to Auth: other tables of it point to them."""
    shop.execute(
        """create function shop_private.mail() returns text language sql stable security definer
        set search_path = '' as $$ select email from auth.users where id = auth.uid() $$;
        grant execute on function shop_private.mail() to authenticated;
        create policy select_ann on shop.notes for select to authenticated
        using ((select shop_private.mail()) = 'ann@shop.example')"""
    )
    found = explained(shop, "ann@shop.example", "shop.notes", "n1")
    assert found.reason == "policy select_ann admits it"
    [untried] = found.deciding.untried
    assert untried.startswith("auth.users: must be owner of ")


@pytest.mark.parametrize("person", ["service_role", "postgres"])
def test_a_role_past_row_security_is_said_to_be(shop, explained, person):
    shop.execute("grant usage on schema shop to service_role")
    shop.execute("grant select on shop.documents to service_role")
    found = explained(shop, person, "shop.documents", "3")
    assert found.is_allowed
    assert found.reason == f"{person} has BYPASSRLS"
    assert found.stages == ()


def test_row_security_that_is_off_is_said_to_be(shop, explained):
    shop.execute("alter table shop.documents disable row level security")
    found = explained(shop, "bob@shop.example", "shop.documents", "1")
    assert (found.is_allowed, found.reason) == (True, "row security is off on shop.documents")


def test_our_own_membership_decides(db, explained, counted):
    user = "00000000-0000-4000-8000-000000000002"
    query = "select id from public.conversations where domain_id = (select domain_id from"
    query += f" public.memberships where person_id = '{user}') limit 1"
    [row] = db.execute(query).fetchone()
    found = explained(db, "user@user.com", "public.conversations", str(row))
    assert found.reason == "policy select_member admits it"
    [first, *others] = found.deciding.needed
    assert (first.relation, first.values["person_id"]) == ("public.memberships", user)
    assert {each.relation for each in others} == {
        *("public.people", "public.domains", "public.role_permissions")
    }
    query = f"select from public.conversations where id = '{row}'"
    assert counted(db, user, query) == 1
    away = f"delete from public.memberships where id = '{first.values['id']}'"
    assert counted(db, user, query, away) == 0
    assert counted(db, user, query, "drop policy select_member on public.conversations") == 0
