create or replace function public.unshare_case(domain_id uuid, case_id uuid, org_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on case_shares
set search_path = ''
as $$
begin
  perform private.require('cases.edit', domain_id);
  delete from public.case_shares as s
  where s.domain_id = unshare_case.domain_id and s.case_id = unshare_case.case_id
    and s.org_id = unshare_case.org_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'the case is not shared with this organization');
  end if;
end;
$$;

comment on function public.unshare_case(uuid, uuid, uuid) is
'Takes a share back; from the next statement on the organization does not read the case. Needs cases.edit in the whole domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';
revoke all on function public.unshare_case(uuid, uuid, uuid) from public, anon, service_role;
grant execute on function public.unshare_case(uuid, uuid, uuid) to authenticated;
