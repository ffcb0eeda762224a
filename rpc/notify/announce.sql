create or replace function public.announce(
  title text,
  body text default '',
  audience text default 'all',
  role_key text default null,
  org_id uuid default null,
  severity text default 'info',
  link text default null,
  expires_at timestamptz default null,
  idempotency_key text default null
)
returns public.announcements
language plpgsql
volatile
security definer -- definer: nobody holds insert on announcements
set search_path = ''
as $$
declare
  made public.announcements;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('announce', null);
  perform private.check_announcement(
    title, body, audience, role_key, org_id, severity, link, expires_at, idempotency_key
  );
  insert into public.announcements (
    audience, role_key, org_id, severity, title, body, link, expires_at, idempotency_key
  )
  values (
    announce.audience, announce.role_key, announce.org_id, announce.severity, btrim(announce.title),
    coalesce(announce.body, ''), announce.link, announce.expires_at, announce.idempotency_key
  )
  on conflict on constraint announcements_idempotency_key_key do nothing
  returning * into made;
  if not found then
    select a.* into made from public.announcements as a
    where a.created_by = private.current_person_id() and a.idempotency_key = announce.idempotency_key;
    return made;
  end if;
  perform private.audit_event(
    'announce', 'announcements', made.id::text, null,
    jsonb_build_object(
      'audience', made.audience, 'role_key', made.role_key, 'org_id', made.org_id,
      'severity', made.severity, 'title', made.title, 'body', made.body, 'link', made.link
    )
  );
  return made;
end;
$$;

comment on function public.announce(text, text, text, text, uuid, text, text, timestamptz, text) is
'Tells many active people at once; the worker writes their notifications (run_notification_upkeep). audience: all, role (with role_key, the main role) or org (with org_id). severity: info, warning or urgent. link: a path of the back office. '
'expires_at: from then on nobody is shown it. idempotency_key: the same again returns the first announcement. Needs collaborators.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT.';
revoke all on function public.announce(text, text, text, text, uuid, text, text, timestamptz, text)
from public, anon, service_role;
grant execute on function public.announce(text, text, text, text, uuid, text, text, timestamptz, text) to authenticated;
