-- Scored is every platform, and what else is a domain is none.
-- row: C55
begin;
select plan(3);

create function pg_temp.platforms() returns bigint language sql stable as $$
  select count(*) from public.domains as d
  where d.archived_at is null and exists (select from public.platform_users as u where u.domain_id = d.id)
$$;
select ok(pg_temp.platforms() < (select count(*) from public.domains), 'some domains have no users of a platform');
select is((public.run_risk_upkeep() ->> 'platforms')::bigint, pg_temp.platforms(), 'those that have are counted');
update public.domains set archived_at = now() where id = tests.domain('cooking.example');
select is((public.run_risk_upkeep() ->> 'platforms')::bigint, pg_temp.platforms(), 'an archived one is not');

select * from finish();
rollback;
