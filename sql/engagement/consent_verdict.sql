-- requires: sql/platform/schemas.sql
create or replace function private.consent_verdict(
  occurred_at timestamptz,
  withdrawn_at timestamptz,
  granted_at timestamptz,
  is_required boolean
)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when occurred_at <= withdrawn_at then 'drop'
    when withdrawn_at is null and not is_required then 'keep'
    when granted_at <= occurred_at then 'keep'
    else 'hold'
  end;
end;
$$;

comment on function private.consent_verdict(timestamptz, timestamptz, timestamptz, boolean) is
'What becomes of an event: keep, drop (a later withdrawal covers it), or hold (it waits for a consent). withdrawn_at and granted_at as in private.visitor_consents; is_required: the domain keeps nothing without consent.';

revoke all on function private.consent_verdict(timestamptz, timestamptz, timestamptz, boolean) from public;
