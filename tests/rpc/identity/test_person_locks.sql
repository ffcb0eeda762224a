-- Who changes a person, an admin or an invitation holds the one lock of all admins to the end of the transaction.
-- row: C09 T04 T27
begin;
select plan(7);

-- Whether the transaction holds the lock of this name after a call, which is then taken back.
create function pg_temp.holds(lock_name text, call text) returns boolean language plpgsql as $$
declare
  answer boolean;
begin
  execute call;
  answer := exists (
    select from pg_catalog.pg_locks as l
    where l.locktype = 'advisory' and l.pid = pg_backend_pid() and l.granted and l.objsubid = 1
      and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended(lock_name, 0)
  );
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answer;
end;
$$;
create function pg_temp.locks(call text) returns boolean language sql as $$ select pg_temp.holds('private.keep_last_admin', call) $$;
insert into public.people (email, role_key, status) values ('open@x.example', 'staff', 'invited'), ('gone@x.example', 'staff', 'deleted');
insert into public.invitations (person_id, invited_by, expires_at)
select p.id, tests.person('admin@admin.com'), now() + interval '1 day' from public.people as p where p.email in ('open@x.example', 'gone@x.example');

select is(pg_temp.locks('select 1'), false, 'nobody before a call');
select is(pg_temp.locks('select private.lock_person(tests.person(''user@user.com''))'), true, 'whoever locks a person');
select is(pg_temp.locks('select private.lock_invitation(i.id) from public.invitations as i where i.person_id = tests.person(''open@x.example'')'), true, 'or an invitation, with its person');
select is(pg_temp.locks('select private.lock_invitation(i.id) from public.invitations as i where i.person_id = (select p.id from public.people as p where p.email = ''gone@x.example'')'), false, 'unless that one is gone');
select is(pg_temp.locks('update public.memberships set role_key = role_key'), true, 'whoever changes a membership');
select is(pg_temp.locks('delete from public.memberships where false'), true, 'or takes any');
select is(pg_temp.locks('update public.people set status = status'), true, 'or a status');

select * from finish();
rollback;
