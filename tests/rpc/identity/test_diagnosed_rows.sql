-- What is told of access is about the rows that it names: who only looks alike is no oddity, and hides none.
-- row: T10
begin;
select plan(6);

create function pg_temp.found(wanted text) returns text language plpgsql as $$
declare
  told text;
begin
  perform tests.as('admin@admin.com', 'aal2');
  select string_agg(d.detail, ', ' order by d.detail) into told from public.diagnose_access() as d where d.finding = wanted;
  perform tests.back();
  return told;
end;
$$;

-- Beside the one admin: one who is disabled, one of a single domain, and somebody else everywhere.
insert into public.people (email, role_key, status) values
('gone@x.example', 'admin', 'disabled'), ('here@x.example', 'admin', 'active'), ('all@x.example', 'staff', 'active'),
('past@x.example', 'staff', 'active'), ('off@x.example', 'staff', 'disabled');
insert into public.memberships (person_id, role_key, is_all_domains, domain_id, valid) values
(tests.person('gone@x.example'), 'admin', true, null, '[,)'), (tests.person('here@x.example'), 'admin', false, tests.domain('abtasty.com'), '[,)'),
(tests.person('all@x.example'), 'staff', true, null, '[,)'), (tests.person('past@x.example'), 'staff', false, tests.domain('abtasty.com'), '[2020-01-01,2021-01-01)');
select is(pg_temp.found('ONE_ADMIN'), 'admin@admin.com', 'the only active admin of all domains');
select is(pg_temp.found('NO_DOMAIN'), 'past@x.example', 'who worked somewhere until a while ago works nowhere now');

-- An account that is deleted but still there, and one of somebody disabled.
update auth.users set deleted_at = now() where email in ('partner@demo.example', 'guardian@demo.example');
update public.people set status = 'disabled' where email = 'guardian@demo.example';
select is(pg_temp.found('ACCOUNT_GONE'), 'partner@demo.example', 'active, and the account is deleted');

-- Invitations that have run out: one open, one accepted, one cancelled, one of somebody who is active.
insert into public.people (email, role_key, status)
select name || '@x.example', 'staff', 'invited' from unnest('{open,accepted,cancelled}'::text []) as name;
insert into public.invitations (person_id, invited_by, expires_at, accepted_at, cancelled_at)
select tests.person(i.name || '@x.example'), tests.person('admin@admin.com'), now() - interval '1 day', i.accepted, i.cancelled
from (values ('open', null::timestamptz, null::timestamptz), ('accepted', now(), null), ('cancelled', null, now()), ('all', null, null)) as i (name, accepted, cancelled);
select is(pg_temp.found('INVITATION_EXPIRED'), 'open@x.example', 'what somebody still waits for, and has run out');

-- Exceptions: of who works everywhere, or of all domains, they reach something.
insert into public.person_permissions (person_id, resource, action, effect, domain_id, is_all_domains, reason) values
(tests.person('all@x.example'), 'fees', 'view', 'allow', tests.domain('abtasty.com'), false, 'x'),
(tests.person('user@user.com'), 'fees', 'edit', 'allow', null, true, 'x'),
(tests.person('user@user.com'), 'fees', 'delete', 'allow', tests.domain('toto.example'), false, 'x');
select is(pg_temp.found('GRANT_REACHES_NOTHING'), 'allow fees.delete', 'an exception for a domain in which somebody does not work');
delete from public.memberships where person_id = tests.person('user@user.com');
select is(pg_temp.found('GRANT_REACHES_NOTHING'), 'allow fees.delete, allow fees.edit', 'or of somebody who works nowhere');

select * from finish();
rollback;
