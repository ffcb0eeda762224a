create or replace function public.share_case(
  domain_id uuid,
  case_id uuid,
  org_id uuid,
  level text default 'view',
  expires_at timestamptz default null
)
returns public.case_shares
language plpgsql
volatile
security definer -- definer: nobody holds insert on case_shares
set search_path = ''
as $$
declare
  shared public.case_shares;
begin
  perform private.require('cases.edit', domain_id);
  perform private.require_case(share_case.domain_id, share_case.case_id);
  if level is null or level not in ('view', 'comment') then
    perform private.bad_input('level', 'view or comment');
  end if;
  if expires_at <= now() then
    perform private.bad_input('expires_at', 'in the past; unshare_case() ends a share');
  end if;
  if not exists (
    select from public.clients as c where c.id = share_case.org_id and c.archived_at is null
  ) then
    perform private.bad_input('org_id', 'no such client');
  end if;
  insert into public.case_shares as s (domain_id, case_id, org_id, level, expires_at)
  values (
    share_case.domain_id, share_case.case_id, share_case.org_id, share_case.level, share_case.expires_at
  )
  on conflict on constraint case_shares_pkey do update
  set level = excluded.level, expires_at = excluded.expires_at
  returning s.* into shared;
  return shared;
end;
$$;

comment on function public.share_case(uuid, uuid, uuid, text, timestamptz) is
'Lets the people of an organization read a case; returns the share. Called again, it replaces level and end. level: view or comment. expires_at: null for no end. Needs cases.edit in the whole domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.share_case(uuid, uuid, uuid, text, timestamptz) from public, anon, service_role;
grant execute on function public.share_case(uuid, uuid, uuid, text, timestamptz) to authenticated;
