-- Requests for approval: read by who manages collaborators, written by RPCs alone.
-- row: C07
begin;
select plan(14);

insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at) values
('request_credential_reset', tests.person('user@user.com'), '{"kind": "mfa"}', 'x', tests.person('admin@admin.com'), now());
select is(
  tests.refusal($$ update public.approvals set approved_by = requested_by $$), '23514', 'a request approved by its maker cannot exist'
);

select tests.as('admin@admin.com', 'aal2');
select is((select count(*) from public.approvals), 1::bigint, 'admin reads requests');
select is(tests.refusal($$ update public.approvals set approved_by = subject_id $$), '42501', 'and does not write them');
select is(tests.refusal($$ delete from public.approvals $$), '42501', 'nor delete them');
select is(
  tests.refusal($$ insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, approved_by, expires_at)
    select rpc, subject_id, arguments, reason, subject_id, requested_by, now() from public.approvals $$),
  '42501', 'nor make them'
);
select tests.as('staff@demo.example', 'aal2');
select is((select count(*) from public.approvals), 0::bigint, 'staff reads none');
select tests.as('support@demo.example', 'aal2');
select is((select count(*) from public.approvals), 0::bigint, 'support reads none');
select tests.as('user@user.com', 'aal2');
select is((select count(*) from public.approvals), 0::bigint, 'a client user reads none, though it is about the own account');
select tests.as_anon();
select is(tests.refusal('select from public.approvals'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.approvals), 1::bigint, 'a worker reads them');
select is(tests.refusal($$ update public.approvals set approved_by = subject_id $$), '42501', 'and does not write them');

select tests.back();

-- What is about fees of a domain is for who manages fees there.
insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at, permission, domain_id)
select 'set_platform_fee', d.id, jsonb_build_object('of', p.permission), 'x', tests.person('admin@admin.com'), now(), p.permission, d.id
from public.domains as d cross join unnest('{fees.manage,refunds.manage}'::text []) as p (permission)
where d.site_domain in ('cooking.example', 'toto.example');
select tests.as('business@demo.example', 'aal2');
select results_eq(
  'select permission, domain_id from public.approvals', $$values ('fees.manage', tests.domain('cooking.example'))$$,
  'business reads what is about fees of its platform'
);
select tests.as('support@demo.example', 'aal2');
select is((select count(*) from public.approvals), 0::bigint, 'support does not');
select tests.as('admin@admin.com', 'aal2');
select is((select count(*) from public.approvals), 5::bigint, 'admin reads all');

select * from finish();
rollback;
