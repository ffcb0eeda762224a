-- Who gave: read by who edits donations in the whole domain, written by RPCs alone.
-- row: T06 T24
begin;
select plan(18);

create function pg_temp.seen() returns bigint language sql stable as $$ select count(*) from public.donation_contacts $$;
grant execute on all functions in schema pg_temp to public;
select is(
  (select count(*) from public.donations left join public.donation_contacts on donation_id = id where donation_id is null),
  0::bigint, 'each donation of the demo has its row'
);

select tests.as('admin@admin.com');
select is(pg_temp.seen(), 18::bigint, 'admin reads all');
select is(tests.refusal('update public.donation_contacts set donor_name = null'), '42501', 'changes none by hand');
select is(tests.refusal('insert into public.donation_contacts (donor_name) values (''x'')'), '42501', 'adds none');
select is(tests.refusal('delete from public.donation_contacts'), '42501', 'and deletes none');
select tests.as('staff@demo.example');
select is((select count(*) from public.donations), 16::bigint, 'staff sees donations');
select is(pg_temp.seen(), 0::bigint, 'T24: and no donor');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), 0::bigint, 'T06: nor does a partner');
select tests.as('guardian@demo.example');
select is(pg_temp.seen(), 0::bigint, 'nor a guardian');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), 0::bigint, 'nor business');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 0::bigint, 'nor support');
select tests.as_anon();
select is(tests.refusal('select from public.donation_contacts'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 18::bigint, 'the worker reads all');

select tests.back();
insert into public.role_permissions (role_key, resource, action)
values ('staff', 'donations', 'edit'), ('support', 'donations', 'delete');
insert into public.role_permissions (role_key, resource, action, reach)
values ('guardian', 'donations', 'edit', 'assigned'), ('partner', 'donations', 'edit', 'org');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), 16::bigint, 'T24: staff that edits donations reads the donors of its domain, and of no other');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 0::bigint, 'to delete is not to edit');
select tests.as('guardian@demo.example');
select is(pg_temp.seen(), 0::bigint, 'a guardian who edits those to his case still reads none');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), 0::bigint, 'nor does such a partner');

select tests.back();
update public.donation_contacts set donor_name = 'Other', donor_email = 'other@mail.example', donor_phone = '+33123456789';
select is_empty(
  $$select from public.audit_log, jsonb_each_text(coalesce(after, before)) as said
  where resource = 'donation_contacts' and said.key like 'donor%' and said.value not in ('***', '*** changed')$$,
  'the audit log does not keep who it was'
);

select * from finish();
rollback;
