"""Other people's names: quoted, in capitals, with signs that mean something to a pattern."""

from bo_cli.assurance.lint.guess import tenant_column
from bo_cli.assurance.lint.own import Parameters, run_checks
from bo_cli.db.connect import Connection

ODD = """
    create table public."Odd (notes" (
      "orgId" uuid not null, "id [1]" uuid primary key, "owner+" uuid not null default auth.uid()
    );
    alter table public."Odd (notes" enable row level security;
    grant select, insert, update, delete on public."Odd (notes" to authenticated;
    create function private."myOrgs*"() returns setof uuid language sql stable security definer
    set search_path = ''
    as $$ select "orgId" from public."Odd (notes" where "owner+" = auth.uid() $$;
    create function public."Take it"("p_orgId" uuid) returns bigint language sql stable
    security definer set search_path = ''
    as $$ select count(*) from public."Members" where "orgId" = "p_orgId" $$;
    grant execute on function public."Take it"(uuid) to authenticated;
    create policy "Sees all (really)" on public."Odd (notes" for select to authenticated
    using ("orgId" in (select private."myOrgs*"()));
    create policy "Writes" on public."Odd (notes" for insert to authenticated
    with check ("owner+" = (select auth.uid()));
    create policy "Changes" on public."Odd (notes" for update to authenticated
    using ("orgId" in (select private."myOrgs*"())) with check ("owner+" = (select auth.uid()));"""
MEMBERS = """
    create table public."Members" (
      "orgId" uuid not null, "userId" uuid, primary key ("orgId", "userId")
    );
    alter table public."Members" enable row level security;"""


def test_odd_names_are_read(clean: Connection) -> None:
    clean.execute("drop schema public cascade; create schema public")
    clean.execute("grant usage on schema public to authenticated")
    clean.execute((MEMBERS + ODD).encode())
    assert tenant_column(clean) == "orgId"
    looked = run_checks(clean, Parameters(("public",), "orgId"))
    found = [(each.rule, str(each.subject)) for each in looked.findings]
    assert found == [
        ("definer_ignores_caller", "public.Take it(uuid)"),
        ("movable_tenant", "policy Changes on public.Odd (notes"),
        ("policy_column_without_index", "policy Changes on public.Odd (notes"),
        ("policy_column_without_index", "policy Sees all (really) on public.Odd (notes"),
        ("spoofable_tenant", "policy Writes on public.Odd (notes"),
        ("update_takes_over", "policy Changes on public.Odd (notes"),
    ]
    assert looked.findings[0].message.endswith("takes the tenant as p_orgId; reaches Members")
