-- The timeline: by domain, written by no client.
-- row: R11 R25 R26
begin;
select plan(12);

create temporary table parts (name text);
insert into parts values ('ticket_events');
create function pg_temp.seen(name text, where_ text default 'true') returns bigint language plpgsql as $$
declare
  n bigint;
begin
  execute format('select count(*) from public.%I as t where %s', name, where_) into n;
  return n;
end;
$$;
grant execute on function pg_temp.seen to public;
create temporary table expected as
select parts.name, domain.site_domain, pg_temp.seen(parts.name, format('t.domain_id = %L', domain.id)) as rows
from parts cross join public.domains as domain;
grant select on parts, expected to public;
create function pg_temp.of(part text, sites text []) returns bigint language sql as $$
  select sum(e.rows)::bigint from expected as e where e.name = part and e.site_domain = any(sites)
$$;

grant execute on function pg_temp.of to public;
select cmp_ok(pg_temp.of(name, '{abtasty.com}'), '>', 1::bigint, 'there are such: ' || name) from parts;
select tests.as('admin@admin.com');
select is(
  pg_temp.seen(name), (select sum(e.rows)::bigint from expected as e where e.name = parts.name), 'admin reads all ' || name
) from parts;
select is(tests.refusal('delete from public.' || name), '42501', 'admin deletes no ' || name) from parts;
select tests.as('user@user.com');
select is(pg_temp.seen(name), pg_temp.of(name, '{abtasty.com}'), 'a client user reads those of his domain: ' || name) from parts;
select is(tests.refusal('update public.' || name || ' set ticket_id = ticket_id'), '42501', 'changes no ' || name) from parts;
select is(tests.refusal('insert into public.' || name || ' (id) values (default)'), '42501', 'adds no ' || name) from parts;
select tests.as('support@demo.example');
select is(pg_temp.seen(name), pg_temp.of(name, '{abtasty.com,cooking.example}'), 'support of its two: ' || name) from parts;
select tests.as('partner@demo.example');
select is(pg_temp.seen(name), 0::bigint, 'a partner no ' || name) from parts;
select tests.as('staff@demo.example');
select is(pg_temp.seen(name), pg_temp.of(name, '{toto.example}'), 'staff of the rescue programme: ' || name) from parts;
select tests.as_anon();
select is(tests.refusal('select from public.' || name), '42501', 'anon is refused ' || name) from parts;
select tests.as_service();
select is(
  pg_temp.seen(name), (select sum(e.rows)::bigint from expected as e where e.name = parts.name), 'the worker reads all ' || name
) from parts;
select is(tests.refusal('update public.' || name || ' set ticket_id = ticket_id'), '42501', 'and changes no ' || name) from parts;

select * from finish();
rollback;
