create or replace function public.approve_operation(approval_id uuid)
returns public.approvals
language plpgsql
volatile
security definer -- definer: approvals are written by RPCs alone
set search_path = ''
as $$
declare
  approval public.approvals;
begin
  select a.* into approval from public.approvals as a where a.id = approve_operation.approval_id for update;
  -- Whoever may not approve it does not learn whether there is such a request.
  perform private.require(coalesce(approval.permission, 'collaborators.manage'), approval.domain_id);
  perform private.begin_sensitive('approve_operation', null);
  if approval.id is null then
    perform private.fail('P0002', 'NOT_FOUND', 'no such request');
  end if;
  if approval.requested_by = private.current_person_id() then
    perform private.fail('42501', 'NOT_YOURSELF', 'nobody approves the own request');
  end if;
  if approval.domain_id is null then
    perform private.require_rank_over(approval.subject_id);
  end if;
  if approval.approved_by is not null or approval.expires_at <= now() then
    perform private.fail('PT409', 'APPROVAL_CLOSED', 'the request was approved already, or has expired');
  end if;
  update public.approvals as a set approved_by = private.current_person_id() where a.id = approval.id
  returning * into approval;
  return approval;
end;
$$;

comment on function public.approve_operation(uuid) is
'Approves what somebody else asked for, who then makes the same call again. Needs what approvals.permission says, in its domain where it has one, and a recent strong login: collaborators.manage for access, fees.manage for fees, commissions.manage for commissions. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; P0002 NOT_FOUND; PT409 APPROVAL_CLOSED.';
revoke all on function public.approve_operation(uuid) from public, anon;
grant execute on function public.approve_operation(uuid) to authenticated;
