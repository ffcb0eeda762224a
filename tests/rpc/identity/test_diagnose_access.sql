-- Each oddity is planted, and found; the demo data has one alone.
-- row: T10
begin;
select plan(5);
select tests.as('admin@admin.com');
select results_eq(
  'select finding, detail from public.diagnose_access()',
  $$values ('ONE_ADMIN', 'admin@admin.com')$$, 'the demo data: a single admin'
);
select tests.back();
insert into public.people (email, role_key, status)
values ('bare@x.example', 'staff', 'active'), ('late@x.example', 'staff', 'invited'), ('soon@x.example', 'staff', 'invited');
insert into public.invitations (person_id, invited_by, expires_at)
values (tests.person('late@x.example'), tests.person('admin@admin.com'), now()),
(tests.person('soon@x.example'), tests.person('admin@admin.com'), now() + interval '1 minute');
insert into public.person_permissions (person_id, resource, action, effect, domain_id, is_all_domains, expires_at, reason)
values
  (tests.person('user@user.com'), 'fees', 'view', 'allow', tests.domain('toto.example'), false, null, 'nowhere'),
  (tests.person('user@user.com'), 'fees', 'edit', 'allow', null, true, now(), 'over'),
  (tests.person('user@user.com'), 'fees', 'delete', 'allow', tests.domain('abtasty.com'), false, null, 'well');
delete from auth.users where email = 'partner@demo.example';
insert into public.memberships (person_id, role_key, is_all_domains)
values (tests.person('staff@demo.example'), 'admin', true);

select tests.as('admin@admin.com');
select results_eq(
  'select finding, detail from public.diagnose_access()',
  $$values ('ACCOUNT_GONE', 'partner@demo.example'), ('GRANT_REACHES_NOTHING', 'allow fees.edit'),
    ('GRANT_REACHES_NOTHING', 'allow fees.view'), ('INVITATION_EXPIRED', 'late@x.example'),
    ('NO_ACCOUNT', 'bare@x.example'), ('NO_DOMAIN', 'bare@x.example')$$,
  'what was planted, but for an invitation that still counts, and no longer a single admin'
);
select is(
  (select subject_id from public.diagnose_access() where finding = 'NO_DOMAIN'),
  (select id from public.people where email::text = 'bare@x.example'), 'each with the row that it is about'
);
select tests.as('staff@demo.example');
select isnt(
  tests.refusal('select public.diagnose_access()'), '42501 PERMISSION_DENIED',
  'the second admin may ask'
);
select tests.as('support@demo.example');
select is(tests.refusal('select public.diagnose_access()'), '42501 PERMISSION_DENIED', 'support may not');
select * from finish();
rollback;
