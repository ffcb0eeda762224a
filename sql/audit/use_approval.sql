-- requires: sql/audit/approvals.sql sql/notify/enqueue.sql
create or replace function private.use_approval(
  rpc text,
  subject_id uuid,
  arguments jsonb,
  reason text,
  permission text default 'collaborators.manage',
  domain_id uuid default null
)
returns boolean
language plpgsql
volatile
security definer -- definer: approvals are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  asked public.approvals;
begin
  update public.approvals as a set used_at = now()
  where a.requested_by = private.current_person_id() and a.rpc = use_approval.rpc
    and a.subject_id = use_approval.subject_id and a.arguments = use_approval.arguments
    and a.approved_by is not null and a.used_at is null and a.expires_at > now();
  if found then
    return true;
  end if;
  insert into public.approvals as a (
    rpc, subject_id, arguments, reason, requested_by, expires_at, permission, domain_id
  )
  values (
    use_approval.rpc, use_approval.subject_id, use_approval.arguments, use_approval.reason,
    private.current_person_id(), now() + interval '1 day', use_approval.permission, use_approval.domain_id
  )
  on conflict (requested_by, rpc, subject_id, arguments) where used_at is null
  do update set reason = excluded.reason, expires_at = excluded.expires_at, approved_by = null
  returning * into asked;
  perform private.enqueue(
    'mail.approval_wanted', format('mail.approval_wanted:%s:%s', asked.id, asked.version),
    jsonb_build_object('approval_id', asked.id, 'requested_by', asked.requested_by)
  );
  return false;
end;
$$;

comment on function private.use_approval(text, uuid, jsonb, text, text, uuid) is
'True, once, where somebody else has approved this very call of the caller; else asks for the approval, or renews the request. permission, domain_id: what whoever approves must hold, and where; without a domain over all of them.';
revoke all on function private.use_approval(text, uuid, jsonb, text, text, uuid) from public;
