create or replace function public.set_programme_status(
  domain_id uuid,
  programme_id uuid,
  status text,
  reason text,
  expected_version integer default null
)
returns public.referral_programmes
language plpgsql
volatile
security definer -- definer: nobody holds update on referral_programmes
set search_path = ''
as $$
declare
  from_now constant tstzmultirange := tstzmultirange(tstzrange(now(), null));
  programme public.referral_programmes;
begin
  perform private.require('commissions.manage', domain_id);
  perform private.begin_sensitive('set_programme_status', set_programme_status.reason);
  select p.* into programme from public.referral_programmes as p
  where p.domain_id = set_programme_status.domain_id and p.id = set_programme_status.programme_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such programme');
  end if;
  perform private.require_version(coalesce(expected_version, programme.version), programme.version);
  if (programme.status || ' ' || set_programme_status.status)
    = any('{draft live,draft ended,live paused,live ended,paused live,paused ended}') is not true then
    perform private.fail('PT409', 'TRANSITION_NOT_ALLOWED', format('it is %s', programme.status));
  end if;
  update public.referral_programmes as p
  set status = set_programme_status.status,
    live_during = p.live_during - from_now
    + case set_programme_status.status when 'live' then from_now else '{}' end,
    paused_during = p.paused_during - from_now
    + case set_programme_status.status when 'paused' then from_now else '{}' end
  where p.domain_id = programme.domain_id and p.id = programme.id
  returning p.* into programme;
  return programme;
exception
  when unique_violation then
    perform private.fail('PT409', 'PROGRAMME_RUNNING', 'another programme of this domain runs', 'End that one first.');
end;
$$;

comment on function public.set_programme_status(uuid, uuid, text, text, integer) is
'Starts, pauses, resumes or ends a programme of referrals now; returns it. programme_id: the programme. status: live, paused or ended; a draft is started or ended, and what has ended never runs again. While it is paused referrals are kept and earn nothing, and there is no discount. Needs commissions.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 TRANSITION_NOT_ALLOWED, PROGRAMME_RUNNING.';
revoke all on function public.set_programme_status(uuid, uuid, text, text, integer) from public, anon, service_role;
grant execute on function public.set_programme_status(uuid, uuid, text, text, integer) to authenticated;
