-- Cases: staff by domain, a partner those of his organization or shared with it, a guardian those given now.
-- row: T05 T06 T07
begin;
select plan(44);

create function pg_temp.codes() returns text [] language sql stable as $$
  select array_agg(c.code order by c.code) from public.cases as c
$$;
create function pg_temp.retitle(code text) returns bigint language sql as $$
  select tests.rows_affected(format('update public.cases set title = ''Edited'' where code = %L', retitle.code))
$$;
grant execute on all functions in schema pg_temp to public;
select is(pg_temp.codes(), array['R-0001', 'R-0001', 'R-0002', 'R-0003', 'R-0004', 'R-0005', 'R-0006'], 'two domains have cases');
-- A twin of the guardian's case, with its id, in another domain.
insert into public.cases (domain_id, id, code, title, species, category)
select tests.domain('abtasty.com'), c.id, 'TWIN', 'Twin', 'cat', 'rescue'
from public.cases as c where c.code = 'R-0001' and c.domain_id = tests.domain('toto.example');

select tests.as('admin@admin.com');
select is((select count(*) from public.cases), 8::bigint, 'admin reads all');

select tests.as('staff@demo.example');
select is(pg_temp.codes(), array['R-0001', 'R-0002', 'R-0003', 'R-0004', 'R-0005', 'R-0006'], 'T05: staff reads those of the rescue programme');
select is(pg_temp.retitle('R-0005'), 1::bigint, 'T05: edits a case');
select is(pg_temp.retitle('TWIN'), 0::bigint, 'and none of another domain');
select is(
  tests.refusal($$select public.set_user_tag(domain_id, id, 'patitas-2') from public.platform_users where tag = 'patitas'$$),
  null, 'T05: edits a user of the platform'
);
select is(
  tests.refusal('select public.update_person_profile(tests.person(''user@user.com''), 1, ''Other'')'),
  '42501 PERMISSION_DENIED', 'T05: not the team'
);
select is(tests.refusal('select public.list_people()'), '42501 PERMISSION_DENIED', 'T05: which is not listed either');
select is(
  tests.refusal('select private.require(''fees.edit'', tests.domain(''toto.example''))'), '42501 PERMISSION_DENIED', 'T05: no fee'
);
select is(
  tests.refusal('select private.require(''refunds.manage'', tests.domain(''toto.example''))'), '42501 PERMISSION_DENIED', 'T05: approves no refund'
);
select is(tests.refusal('update public.cases set status = ''completed'''), '42501', 'a status is no column to write');
select is(tests.refusal('update public.cases set org_id = null'), '42501', 'nor is the organization');
select is(tests.refusal('insert into public.cases (title) values (''x'')'), '42501', 'nor a row');
select is(tests.refusal('delete from public.cases'), '42501', 'and none goes');

select tests.as('support@demo.example');
select is(pg_temp.codes(), array['R-0001', 'TWIN'], 'support reads those of its domains');
select is(pg_temp.retitle('TWIN'), 0::bigint, 'and edits none');

select tests.as('partner@demo.example');
select is(pg_temp.codes(), array['R-0002', 'R-0003'], 'T06: a partner reads exactly what is the organization''s or shared with it');
select is(pg_temp.retitle('R-0002') + pg_temp.retitle('R-0003'), 0::bigint, 'and edits none of it');
select tests.back();
update public.case_shares set expires_at = now() - interval '1 second' where expires_at is null;
select tests.as('partner@demo.example');
select is(pg_temp.codes(), array['R-0002'], 'T06: an end in the past hides it on the next query');
select tests.back();
update public.case_shares set expires_at = now() + interval '1 hour';
select tests.as('partner@demo.example');
select is(pg_temp.codes(), array['R-0002', 'R-0003', 'R-0004'], 'one in the future does not');
select tests.back();
update public.people set org_id = tests.client('Cooking') where id = tests.person('partner@demo.example');
select tests.as('partner@demo.example');
select is(pg_temp.codes(), null, 'another organization: other cases');
select tests.back();
update public.people set org_id = null where id = tests.person('partner@demo.example');
select tests.as('partner@demo.example');
select is(pg_temp.codes(), null, 'no organization: no cases, also not those of none');
select tests.back();
update public.people set org_id = tests.client('Toto') where id = tests.person('partner@demo.example');
update public.people set org_id = tests.client('Toto') where id = tests.person('guardian@demo.example');
insert into public.role_permissions (role_key, resource, action, reach) values ('partner', 'cases', 'edit', 'org');
select tests.as('partner@demo.example');
select is(pg_temp.retitle('R-0002'), 1::bigint, 'a role that edits edits those of its organization');
select is(pg_temp.retitle('R-0003'), 0::bigint, 'but not what is shared, which is for reading');

select tests.as('guardian@demo.example');
select is(pg_temp.codes(), array['R-0001'], 'T07: a guardian reads what is assigned now: not what was, nor what is the organization''s');
select is((select c.title from public.cases as c), 'Nube, hit by a car', 'the one of the own domain, not its twin');
select is(pg_temp.retitle('R-0001'), 1::bigint, 'T07: and edits it');
select is(pg_temp.retitle('R-0002'), 0::bigint, 'T07: and no other');
-- An update that reads no column asks for no select: the policy on update is alone.
select is(tests.rows_affected('update public.cases set title = ''Edited'''), 1::bigint, 'nor its twin');
select tests.as('staff@demo.example');
select public.unassign_guardian(c.domain_id, c.id, tests.person('guardian@demo.example')) from public.cases as c where c.code = 'R-0001';
select tests.as('guardian@demo.example');
select is((select count(*) from public.cases), 0::bigint, 'T07: after the unassignment the same query returns 0 rows');
select is(pg_temp.retitle('R-0001'), 0::bigint, 'T07: and nothing is edited');
select tests.back();
insert into public.case_guardians (domain_id, case_id, guardian_id, role, valid)
select c.domain_id, c.id, tests.person('guardian@demo.example'), 'co', tstzrange(now() + interval '1 day', null)
from public.cases as c where c.code = 'R-0005';
select tests.as('guardian@demo.example');
select is(pg_temp.codes(), null, 'what begins tomorrow is not read today');
select tests.back();
update public.case_guardians set valid = tstzrange(now(), null) where role = 'co';
select tests.as('guardian@demo.example');
select is(pg_temp.codes(), array['R-0005'], 'as co-guardian he reads it too');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('guardian@demo.example'), 'cases', 'edit', 'deny', true, 'a leave');
select tests.as('guardian@demo.example');
select is(pg_temp.retitle('R-0005'), 0::bigint, 'an exception takes from this reach, too');
select is(pg_temp.codes(), array['R-0005'], 'and only what it names');
select tests.back();
update public.memberships set valid = '[2026-01-01,2026-02-01)' where person_id = tests.person('guardian@demo.example');
select tests.as('guardian@demo.example');
select is(pg_temp.codes(), null, 'who works there no more reads none');
select tests.back();
update public.memberships set valid = '[,)' where person_id = tests.person('guardian@demo.example');
update public.domains set archived_at = now() where site_domain = 'toto.example';
select tests.as('guardian@demo.example');
select is(pg_temp.codes(), null, 'nor anybody those of a closed domain');
select is(private.cases_with('cases.view'), '{}'::uuid [], 'of which no case is found, either');

select tests.as('user@user.com');
select is((select count(*) from public.cases), 0::bigint, 'a client user reads none, not even of his domain');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.cases), 0::bigint, 'nor does an account without a person');
select tests.as_anon();
select is(tests.refusal('select from public.cases'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.cases), 8::bigint, 'the worker reads all');
select is(tests.refusal('update public.cases set title = ''x'''), '42501', 'and changes none');
select tests.back();
select is_empty(
  $$select from public.audit_log where resource = 'cases' and coalesce(after, before) ->> 'description' <> '***'$$,
  'the audit log does not keep descriptions'
);

select * from finish();
rollback;
