create or replace function public.my_sessions()
returns table (
  id uuid, created_at timestamptz, refreshed_at timestamptz, expires_at timestamptz,
  user_agent text, ip inet, aal text, is_current boolean
)
language plpgsql
stable
security definer -- definer: the sessions belong to the auth service; only the caller's own are read
set search_path = ''
as $$
declare
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
begin
  if private.current_person_id() is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'no active person');
  end if;
  return query
  select s.id, s.created_at, s.refreshed_at at time zone 'UTC', s.not_after,
    s.user_agent, s.ip, s.aal::text, s.id::text = coalesce(claims ->> 'session_id', '')
  from auth.sessions as s
  where s.user_id = (claims ->> 'sub')::uuid and (s.not_after is null or s.not_after > now())
  order by s.created_at desc, s.id;
end;
$$;

comment on function public.my_sessions() is
'The caller''s own sessions, newest first; is_current marks the one that asks. Errors: 42501 PERMISSION_DENIED.';
revoke all on function public.my_sessions() from public, anon;
grant execute on function public.my_sessions() to authenticated;
