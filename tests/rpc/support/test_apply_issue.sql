-- What Linear says of one issue is said of no other of the domain.
-- row: R11 R19 C30
begin;
select plan(2);

create temporary table said on commit drop as
select min(l.id::text)::uuid as id from public.ticket_links as l where l.domain_id = tests.domain('abtasty.com');
create function pg_temp.others() returns setof text language sql as $$
  select to_jsonb(l)::text from public.ticket_links as l where l.id <> (select id from said) order by 1
$$;
create temporary table others on commit drop as select told from pg_temp.others() as told;

select is(
  private.apply_issue(id, 'ABC-1', 'https://linear.example/ABC-1', 'started', 'Doing', now() + interval '1 day', 'd'),
  null, 'it is noted'
) from said;
select results_eq('select pg_temp.others()', 'select told from others', 'and every other issue is what it was');

select * from finish();
rollback;
