-- requires: sql/identity/memberships.sql sql/platform/fail.sql
-- Two admins who demote each other at the same moment must not both succeed. The lock is taken before
-- any row is, so the second writer waits holding nothing, and counts after the first has committed;
-- `for share` makes a repeatable-read transaction fail (40001) instead of counting an old state (`for
-- key share` would lock the old version of the row and let it pass).
-- definer: whoever writes, all admins are counted.
create or replace function private.lock_admins()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('private.keep_last_admin', 0));
  return null;
end;
$$;

create or replace function private.keep_last_admin()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_table_name = 'people' and not exists (
    select from public.memberships as m
    where m.person_id = old.id and m.role_key = 'admin' and m.is_all_domains
  ) then
    return null;
  end if;
  perform from public.people as p
  inner join public.memberships as m on m.person_id = p.id
  where p.status = 'active'
    and m.role_key = 'admin' and m.is_all_domains and m.valid @> now() and upper_inf(m.valid)
  limit 1
  for share of p, m;
  if not found then
    perform private.fail(
      '42501', 'LAST_ADMIN', 'the last active admin stays',
      'Make someone else an admin of all domains first.'
    );
  end if;
  return null;
end;
$$;

comment on function private.lock_admins() is 'Statement trigger: one change to the admins at a time.';
comment on function private.keep_last_admin() is
'Trigger: raises 42501 / LAST_ADMIN when no active person is admin of all domains any more.';

revoke all on function private.lock_admins() from public;
revoke all on function private.keep_last_admin() from public;

create trigger lock_admins before update or delete on public.memberships
for each statement execute function private.lock_admins();

create trigger lock_admins before update of status on public.people
for each statement execute function private.lock_admins();

create trigger keep_last_admin after update or delete on public.memberships
for each row when (old.role_key = 'admin' and old.is_all_domains)
execute function private.keep_last_admin();

-- A deleted person takes the memberships along, which the trigger above sees.
create trigger keep_last_admin after update of status on public.people
for each row when (old.status = 'active')
execute function private.keep_last_admin();
