-- A hold is released once, by those who may place one.
-- row: C49
begin;
select plan(17);

insert into public.legal_holds (domain_id, id, title)
values
(tests.domain('toto.example'), md5('hold/1')::uuid, 'One'),
(tests.domain('toto.example'), md5('hold/2')::uuid, 'Two'),
(tests.domain('cooking.example'), md5('hold/1')::uuid, 'A twin');
create function pg_temp.release(number integer default 1, site text default 'toto.example', reason text default 'settled') returns text language sql as $$
  select tests.refusal(format('select public.release_legal_hold(%L, %L, %L)', tests.domain(site), md5('hold/' || number)::uuid, reason))
$$;
create function pg_temp.holding() returns text language sql as $$
  select string_agg(h.title, ', ' order by h.title) from public.legal_holds as h where h.released_at is null
$$;
grant execute on all functions in schema pg_temp to public;
update public.security_settings set is_strong_auth_relaxed_locally = false;

select tests.as('admin@admin.com');
select is(pg_temp.release(), '42501 STEP_UP_REQUIRED', 'a password is not enough');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.release(reason => null), '22023 REASON_REQUIRED', 'nor is no reason');
select is(pg_temp.release(), null, 'admin releases one');
select is(pg_temp.holding(), 'A twin, Two', 'and no other');
select is(pg_temp.release(), 'P0002 NOT_FOUND', 'once');
select is(pg_temp.release(3), 'P0002 NOT_FOUND', 'one that is there');
select is(pg_temp.release(2, 'cooking.example'), 'P0002 NOT_FOUND', 'in this domain');
select tests.back();
select is(cardinality(private.held_domains()), 2, 'another one holds the domain still');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.release(2), '42501 PERMISSION_DENIED', 'support releases none');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.release(1, 'cooking.example'), '42501 PERMISSION_DENIED', 'nor business');
select tests.back();
update public.role_permissions set action = 'manage' where role_key = 'staff' and resource = 'settings';
insert into public.role_permissions (role_key, resource, action) values ('staff', 'settings', 'manage') on conflict do nothing;
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.release(2), '42501 PERMISSION_DENIED', 'nor who manages the settings of the domain alone');
select tests.back();
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('support@demo.example'), 'support', true);
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.release(2), '42501 PERMISSION_DENIED', 'support of all domains neither');
select tests.as_anon();
select is(pg_temp.release(2), '42501', 'anon may not ask');
select tests.as_service();
select is(pg_temp.release(2), '42501', 'nor the worker');
select tests.back();
select is(pg_temp.holding(), 'A twin, Two', 'nothing changed');
select is((select count(*) from public.audit_log where resource = 'legal_holds' and action = 'update'), 1::bigint, 'the audit log tells of it');
select is((select reason from public.audit_log where resource = 'legal_holds' and action = 'update'), 'settled', 'and why');

select * from finish();
rollback;
