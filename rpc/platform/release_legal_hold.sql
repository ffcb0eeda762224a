create or replace function public.release_legal_hold(domain_id uuid, hold_id uuid, reason text default null)
returns public.legal_holds
language plpgsql
volatile
security definer -- definer: nobody holds update on legal_holds
set search_path = ''
as $$
declare
  released public.legal_holds;
begin
  perform private.require('settings.manage');
  perform private.begin_sensitive('release_legal_hold', release_legal_hold.reason);
  update public.legal_holds as h set released_at = now()
  where h.domain_id = release_legal_hold.domain_id and h.id = release_legal_hold.hold_id and h.released_at is null
  returning h.* into released;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such hold');
  end if;
  return released;
end;
$$;

comment on function public.release_legal_hold(uuid, uuid, text) is
'Ends a hold: the history of the domain goes as retention_policies says, unless another one holds it. hold_id: the hold. Needs settings.manage over all domains, a recent strong login and a reason. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND, also for one that was released.';
revoke all on function public.release_legal_hold(uuid, uuid, text) from public, anon, service_role;
grant execute on function public.release_legal_hold(uuid, uuid, text) to authenticated;
