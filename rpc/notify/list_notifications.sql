create or replace function public.list_notifications(
  filter text default 'all',
  after text default null,
  page_size integer default 50,
  person_id uuid default null
)
returns table (
  id uuid,
  domain_id uuid,
  event text,
  type text,
  severity text,
  title text,
  body text,
  link text,
  data jsonb,
  read_at timestamptz,
  created_at timestamptz,
  cursor text
)
language plpgsql
volatile -- it notes who looked at somebody else's
security definer -- definer: the policy knows the recipient only, and could not note the access
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
as $$
declare
  me constant uuid := private.require_person();
  whose constant uuid := coalesce(list_notifications.person_id, me);
  mine constant uuid [] := private.member_domains();
  is_unread constant boolean := filter = 'unread';
  is_urgent constant boolean := filter = 'urgent';
  place record;
begin
  if filter in ('all', 'unread', 'urgent') is not true then
    perform private.bad_input('filter', 'all, unread or urgent');
  end if;
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('notifications', after);
  if whose <> me then
    perform private.require('collaborators.manage');
    perform private.log_access('admin_view', 'notifications/' || whose);
  end if;
  return query
  select
    n.id, n.domain_id, n.event, n.type, n.severity, n.title, n.body, n.link, n.data, n.read_at,
    n.created_at, private.make_time_cursor('notifications', n.created_at, n.id, n.recipient_id)
  from public.notifications as n
  where
    n.recipient_id = whose
    and (n.domain_id is null or n.domain_id = any(mine))
    and (n.expires_at is null or n.expires_at > now())
    and (not is_unread or n.read_at is null)
    and (not is_urgent or n.severity = 'urgent')
    and (place.at is null or (n.created_at, n.id) < (place.at, place.id))
  order by n.created_at desc, n.id desc
  limit page_size;
end;
$$;

comment on function public.list_notifications(text, text, integer, uuid) is
'The caller''s notifications, newest first: filter all, unread or urgent. after: the cursor of the last row of the page before. page_size: 1 to 500. '
'person_id: somebody else''s, in the domains where the caller works too; needs collaborators.manage, and is noted in the access log. '
'Errors: 42501 ACCOUNT_NOT_ACTIVE, PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"filter": "unread", "page_size": 20}';

revoke all on function public.list_notifications(text, text, integer, uuid) from public, anon;
grant execute on function public.list_notifications(text, text, integer, uuid) to authenticated;
