-- requires: sql/notify/announcements.sql sql/platform/bad_input.sql
create or replace function private.check_announcement(
  title text,
  body text,
  audience text,
  role_key text,
  org_id uuid,
  severity text,
  link text,
  expires_at timestamptz,
  idempotency_key text
)
returns void
language plpgsql
stable
security definer -- definer: reads roles and clients past RLS; announce() has checked the caller
set search_path = ''
as $$
begin
  if length(btrim(title)) between 1 and 200 is not true then
    perform private.bad_input('title', '1 to 200 characters');
  end if;
  if length(body) > 4000 then
    perform private.bad_input('body', 'at most 4000 characters');
  end if;
  if audience in ('all', 'role', 'org') is not true then
    perform private.bad_input('audience', 'all, role or org');
  end if;
  if (audience = 'role') <> (role_key is not null) or role_key is not null
    and not exists (select from public.roles as r where r.key = check_announcement.role_key) then
    perform private.bad_input('role_key', 'a role, with the audience role alone');
  end if;
  if (audience = 'org') <> (org_id is not null) or org_id is not null
    and not exists (select from public.clients as c where c.id = check_announcement.org_id) then
    perform private.bad_input('org_id', 'an organization, with the audience org alone');
  end if;
  if severity in ('info', 'warning', 'urgent') is not true then
    perform private.bad_input('severity', 'info, warning or urgent');
  end if;
  if link !~ '^/([^/\\]|$)' or length(link) > 500 then
    perform private.bad_input('link', 'a path of the back office, such as /support');
  end if;
  if expires_at <= now() then
    perform private.bad_input('expires_at', 'a time to come');
  end if;
  if length(idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
end;
$$;

comment on function private.check_announcement(text, text, text, text, uuid, text, text, timestamptz, text) is
'Raises 22023 INVALID_INPUT for the first field of an announcement that is malformed.';
revoke all on function private.check_announcement(text, text, text, text, uuid, text, text, timestamptz, text)
from public, anon, authenticated, service_role;
