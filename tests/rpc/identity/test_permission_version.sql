-- The version of somebody's permissions changes with them, and with nobody else's.
-- row: T03 T30
begin;
select plan(10);

create temporary table changes (what text, changes_it boolean, statement text) on commit drop;
insert into changes values
('a domain more', true, $$insert into public.memberships (person_id, role_key, domain_id)
values (tests.person('user@user.com'), 'client_user', tests.domain('toto.example'))$$),
('a membership that ends', true, $$update public.memberships set valid = tstzrange(now(), now() + interval '1 day')
where person_id = tests.person('user@user.com')$$),
('a permission of the role', true, $$insert into public.role_permissions values ('client_user', 'fees', 'view')$$),
('an exception', true, $$insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('user@user.com'), 'fees', 'view', 'allow', true, 'x')$$),
('an exception that ends', true, $$insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason, expires_at)
values (tests.person('user@user.com'), 'fees', 'view', 'allow', true, 'x', now() + interval '1 day')$$),
('a domain of somebody else', false, $$insert into public.memberships (person_id, role_key, domain_id)
values (tests.person('support@demo.example'), 'client_user', tests.domain('toto.example'))$$),
('how far a permission reaches', true, $$update public.role_permissions set reach = 'org' where role_key = 'client_user' and resource = 'settings'$$),
('a permission of another role', false, $$insert into public.role_permissions values ('partner', 'fees', 'manage')$$),
('an exception of somebody else', false, $$insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('support@demo.example'), 'fees', 'view', 'allow', true, 'x')$$);

create function pg_temp.changes_it(statement text) returns boolean language plpgsql as $$
declare
  before text := private.permission_version(tests.person('user@user.com'));
  answer boolean;
begin
  execute statement;
  answer := before <> private.permission_version(tests.person('user@user.com'));
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answer;
end;
$$;

select is(pg_temp.changes_it(statement), changes_it, what || case when changes_it then ' changes it' else ' does not' end)
from changes;
select isnt(
  private.permission_version(tests.person('user@user.com')), private.permission_version(tests.person('support@demo.example')),
  'two people have two versions'
);

select * from finish();
rollback;
