-- A hold keeps the history of a domain, whatever the policies say.
-- row: C49
begin;
select plan(23);

create function pg_temp.place(site text default 'toto.example', title text default 'Lawsuit 7', reason text default 'a court asks')
returns text language sql as $$
  select tests.refusal(format('select public.place_legal_hold(%L, %L, %L)', case when site = 'nowhere.example' then gen_random_uuid() else tests.domain(site) end, title, reason))
$$;
create function pg_temp.seen() returns text language sql as $$
  select string_agg(h.title, ', ' order by h.title) from public.legal_holds as h where h.released_at is null
$$;
grant execute on all functions in schema pg_temp to public;
update public.security_settings set is_strong_auth_relaxed_locally = false;

select tests.as('admin@admin.com');
select is(pg_temp.place(), '42501 STEP_UP_REQUIRED', 'a password is not enough');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.place(reason => ''), '22023 REASON_REQUIRED', 'nor is no reason');
select is(pg_temp.place(title => ' '), '22023 INVALID_INPUT', 'it has a title');
select is(pg_temp.place(title => null), '22023 INVALID_INPUT', 'that is said');
select is(pg_temp.place(title => repeat('x', 201)), '22023 INVALID_INPUT', 'and not too long');
select is(pg_temp.place('nowhere.example'), 'P0002 NOT_FOUND', 'a domain that is there');
select is(pg_temp.place(title => ' ' || repeat('x', 200)), null, 'admin places one');
select is(pg_temp.place(), null, 'and another');
select is(pg_temp.seen(), 'Lawsuit 7, ' || repeat('x', 200), 'both hold');
select tests.back();
select is((select array_agg(d.site_domain) from public.domains as d where d.id = any(private.held_domains())), '{toto.example}', 'the domain; one that was released holds none');
update public.domains set archived_at = now() where site_domain = 'notabtasty.com';
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal(format('select public.place_legal_hold(%L, ''Lawsuit 8'', ''x'')', tests.domain('notabtasty.com'))), null, 'a closed domain is held as well');
select is(pg_temp.seen(), 'Lawsuit 7, Lawsuit 8, ' || repeat('x', 200), 'and seen');
select tests.as('support@demo.example', 'aal2');
select is(tests.refusal(format('select public.place_legal_hold(%L, ''x'', ''x'')', tests.domain('cooking.example'))), '42501 PERMISSION_DENIED', 'support places none');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.place(), '42501 PERMISSION_DENIED', 'nor business');
select tests.back();
update public.role_permissions set action = 'manage' where role_key = 'client_user' and resource = 'settings';
select tests.as('user@user.com', 'aal2');
select is(tests.refusal(format('select public.place_legal_hold(%L, ''x'', ''x'')', tests.domain('abtasty.com'))), '42501 PERMISSION_DENIED', 'nor who manages the settings of the domain alone');
select tests.back();
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('support@demo.example'), 'support', true);
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.place(), '42501 PERMISSION_DENIED', 'support of all domains neither');
select tests.as_anon();
select is(pg_temp.place(), '42501', 'anon may not ask');
select tests.as_service();
select is(pg_temp.place(), '42501', 'nor the worker');
select tests.back();
select is(
  (select count(*) from public.audit_log as l where l.resource = 'legal_holds' and l.reason in ('a court asks', 'x')), 3::bigint, 'the audit log tells why'
);

-- What is held is not forgotten; what belongs to nobody, and what others have, is.
insert into public.access_log (at, actor_role, kind, resource, result, domain_id)
select now() - interval '396 days', 'system', 'login', 'old', 'allowed', d.id
from (values (tests.domain('toto.example')), (tests.domain('cooking.example')), (null)) as d (id);
select is(private.purge_access_log(), 2::bigint, 'reads of other domains are forgotten');
select is((select array_agg(domain_id) from public.access_log where resource = 'old'), array[tests.domain('toto.example')], 'those of the held one are not');
insert into public.event_quarantine (domain_id, id, event, reason, received_at)
select d.id, gen_random_uuid(), '{}', 'old', now() - interval '31 days'
from (values (tests.domain('toto.example')), (tests.domain('cooking.example')), ('00000000-0000-0000-0000-000000000000'::uuid)) as d (id);
select is((public.run_event_upkeep() ->> 'quarantine_rows_purged')::integer, 2, 'neither is its quarantine');
select is((select array_agg(domain_id) from public.event_quarantine where reason = 'old'), array[tests.domain('toto.example')], 'while others'' goes');

select * from finish();
rollback;
