-- Whoever manages fees deletes a cycle of the own platform.
-- row: C03 C04 C20
begin;
select plan(9);

insert into public.cycles (domain_id, id, kind, starts_at, ends_at, time_zone)
select tests.domain(s.name), c.id, 'day', c.starts_at, c.starts_at + interval '1 day', 'UTC'
from public.cycles as c cross join unnest('{toto.example,abtasty.com}'::text []) as s (name);
insert into public.cycles (domain_id, kind, starts_at, ends_at, time_zone)
values (tests.domain('cooking.example'), 'custom', '2026-10-01Z', '2026-10-02Z', 'UTC');
create function pg_temp.gone(site text default 'cooking.example', id uuid default md5('cycle/1')::uuid) returns text language sql as $$
  select tests.refusal(format('select public.delete_cycle(%L, %L)', tests.domain(gone.site), gone.id))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('support@demo.example', 'aal2');
select is(pg_temp.gone(), '42501 PERMISSION_DENIED', 'support deletes none');
select tests.as('business@demo.example');
select is(pg_temp.gone('toto.example'), '42501 PERMISSION_DENIED', 'business none of another domain');
select is(pg_temp.gone(id => gen_random_uuid()), 'P0002 NOT_FOUND', 'nor one that is not there');
select is(pg_temp.gone(), null, 'but one of its own');
select is(pg_temp.gone(), 'P0002 NOT_FOUND', 'once');
select tests.as('admin@admin.com');
select is(pg_temp.gone('toto.example'), null, 'admin one of any');
select tests.as_anon();
select is(pg_temp.gone('abtasty.com'), '42501', 'anon none');
select tests.back();
select is((select array_agg(c.domain_id) from public.cycles as c where c.id = md5('cycle/1')::uuid), array[tests.domain('abtasty.com')], 'the third of the same id stays');
select is((select count(*) from public.cycles), 2::bigint, 'and so does the other of the platform');

select * from finish();
rollback;
