create or replace function public.set_retention(
  history text,
  keep_days integer,
  expected_version integer,
  reason text default null
)
returns public.retention_policies
language plpgsql
volatile
security definer -- definer: nobody holds update on retention_policies
set search_path = ''
as $$
declare
  policy public.retention_policies;
begin
  perform private.require('settings.manage');
  perform private.begin_sensitive('set_retention', set_retention.reason);
  select p.* into policy from public.retention_policies as p
  where p.history = set_retention.history
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such history');
  end if;
  perform private.require_version(expected_version, policy.version);
  if keep_days not between policy.least_days and 36500 then
    perform private.bad_input('keep_days', format('must be from %s to 36500, or null for ever', policy.least_days));
  end if;
  update public.retention_policies as p set keep_days = set_retention.keep_days
  where p.history = policy.history
  returning p.* into policy;
  return policy;
end;
$$;

comment on function public.set_retention(text, integer, integer, text) is
'Sets how long a kind of history is kept. history: one of retention_policies. keep_days: for how many days, not fewer than least_days; null: for ever. Shorter counts at the next upkeep. Needs settings.manage over all domains, a recent strong login and a reason. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED, INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.set_retention(text, integer, integer, text) from public, anon, service_role;
grant execute on function public.set_retention(text, integer, integer, text) to authenticated;
