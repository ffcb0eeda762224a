create or replace function public.run_session_upkeep()
returns jsonb
language plpgsql
volatile
security definer -- definer: the sessions belong to the auth service
set search_path = ''
as $$
declare
  limits public.security_settings := (select s from public.security_settings as s);
  ended integer;
  forgotten integer;
begin
  with stale as (
    delete from auth.sessions as s
    where s.created_at < now() - limits.session_absolute_limit
      or coalesce(s.refreshed_at at time zone 'UTC', s.created_at) < now() - limits.session_idle_limit
    returning s.id, s.user_id
  )
  insert into private.revoked_sessions (session_id, person_id)
  select stale.id, p.id from stale inner join public.people as p on p.auth_user_id = stale.user_id
  on conflict do nothing;
  get diagnostics ended = row_count;
  -- No access token lives for a day.
  delete from private.revoked_sessions as r where r.revoked_at < now() - interval '1 day';
  get diagnostics forgotten = row_count;
  return jsonb_build_object('sessions_ended', ended, 'revocations_forgotten', forgotten);
end;
$$;

comment on function public.run_session_upkeep() is
'For the worker, every few minutes: ends sessions that are idle or old beyond security_settings, at once for their tokens too. '
'Returns {sessions_ended, revocations_forgotten}.';
revoke all on function public.run_session_upkeep() from public, anon, authenticated;
grant execute on function public.run_session_upkeep() to service_role;
