-- requires: sql/identity/permission_scope.sql sql/identity/current_person_id.sql
-- For an RPC that shows one thing with its parts, each with its own permission: asking domains_with for
-- each makes three lists of all domains to look one up, and finds out three times who asks.
-- definer: reads domains past RLS.
create or replace function private.permitted_in(domain_id uuid, permissions text [])
returns text []
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  person_id constant uuid := private.current_person_id();
  asked text;
  scope record;
  held text [] := '{}';
begin
  if person_id is null or not exists (
    select from public.domains as d where d.id = permitted_in.domain_id and d.archived_at is null
  ) then
    return held;
  end if;
  foreach asked in array permissions loop
    scope := private.permission_scope(person_id, asked);
    if (scope.is_everywhere or domain_id = any(scope.allowed)) and domain_id <> all(scope.denied) then
      held := held || asked;
    end if;
  end loop;
  return held;
end;
$$;

comment on function private.permitted_in(uuid, text []) is
'Which of these permissions the caller has in that domain, as domains_with would say. Never null; none in an archived domain, or in none.';

revoke all on function private.permitted_in(uuid, text []) from public;
