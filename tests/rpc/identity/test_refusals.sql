-- What every RPC about one thing answers: nothing is there, somebody was faster, a reason is wanted.
-- row: T25 R14 C42
begin;
select plan(44);

update public.clients set archived_at = now() where name = 'Cooking';
update public.domains set archived_at = now() where site_domain = 'toto.example';

-- %1$s the thing's id, %2$s its version, %3$s a reason.
create temporary table calls (name text, about text, arguments text) on commit drop;
insert into calls values
('archive_client', 'clients', '%1$s, %2$s, %3$s'),
('archive_domain', 'domains', '%1$s, %2$s, %3$s'),
('assign_domains', 'people', '%1$s, array[tests.domain(''abtasty.com'')], %2$s, reason => %3$s'),
('delete_person', 'people', '%1$s, %3$s'),
('grant_person_permission', 'people', '%1$s, ''cases.view'', ''deny'', %3$s'),
('move_domain', 'domains', '%1$s, ''20000000-0000-4000-8000-000000000002'', %2$s, %3$s'),
('request_credential_reset', 'people', '%1$s, ''password'', %3$s'),
('restore_client', 'archived clients', '%1$s, %2$s, %3$s'),
('restore_domain', 'archived domains', '%1$s, %2$s, %3$s'),
('revoke_all_sessions', 'people', '%1$s, %3$s'),
('set_person_org', 'people', '%1$s, ''20000000-0000-4000-8000-000000000002'', %2$s, %3$s'),
('set_person_role', 'people', '%1$s, ''partner'', %3$s, %2$s'),
('set_person_status', 'people', '%1$s, ''disabled'', %3$s, %2$s'),
('update_client', 'clients', '%1$s, %2$s, plan => ''trial'''),
('update_domain', 'domains', '%1$s, %2$s, environment => ''test'''),
('update_person_profile', 'people', '%1$s, %2$s, display_name => ''New''');

create function pg_temp.thing(about text, out id uuid, out version integer) language sql as $$
  select c.id, c.version from public.clients as c where about = 'clients' and c.name = 'AB Tasty'
  union all
  select c.id, c.version from public.clients as c where about = 'archived clients' and c.name = 'Cooking'
  union all
  select d.id, d.version from public.domains as d where about = 'domains' and d.site_domain = 'abtasty.com'
  union all
  select d.id, d.version from public.domains as d where about = 'archived domains' and d.site_domain = 'toto.example'
  union all
  select p.id, p.version from public.people as p where about = 'people' and p.email = 'user@user.com'
$$;
-- What admin is answered; what was done is taken back.
create function pg_temp.answer(name text, id uuid, version integer, reason text) returns text language plpgsql as $$
declare
  arguments text := format(
    (select c.arguments from calls as c where c.name = answer.name),
    quote_literal(id) || '::uuid', version, quote_nullable(reason)
  );
  answered text;
begin
  perform tests.as('admin@admin.com', 'aal2');
  answered := tests.refusal(format('select public.%I(%s)', answer.name, arguments));
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answered;
end;
$$;

select is(pg_temp.answer(name, thing.id, thing.version, 'x'), null, name || ': of what is there')
from calls cross join lateral pg_temp.thing(about) as thing;
select is(pg_temp.answer(name, gen_random_uuid(), 1, 'x'), 'P0002 NOT_FOUND', name || ': of what is not there') from calls;
select is(pg_temp.answer(name, thing.id, thing.version - 1, 'x'), '40001 STALE_VERSION', name || ': of an older version')
from calls cross join lateral pg_temp.thing(about) as thing
where arguments ~ '%2';

select * from finish();
rollback;
