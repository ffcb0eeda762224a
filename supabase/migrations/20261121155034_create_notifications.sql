-- People of the back office are told what happens: rows of their own, the calls that list and mark them,
-- and the number of unread ones in me().
set local check_function_bodies = off;

create table public.notification_events (
  event text not null,
  type text not null,
  severity text not null default 'info'::text,
  description text not null,
  constraint notification_events_event_check check ((event ~ '^[a-z][a-z_]*(\.[a-z][a-z_]*)+$'::text)),
  constraint notification_events_pkey primary key (event),
  constraint notification_events_severity_check check (
      (severity = any(array['info'::text, 'warning'::text, 'urgent'::text]))
  ),
  constraint notification_events_type_check check (
      (type = any(array['system'::text, 'user'::text, 'ticket'::text, 'case'::text, 'payment'::text]))
  )
);

alter table public.notification_events
  enable row level security;

revoke all on table public.notification_events from anon;

create table public.notifications (
  recipient_id uuid not null,
  domain_id uuid,
  event text not null,
  type text not null,
  severity text not null,
  title text not null,
  body text not null default ''::text,
  link text,
  data jsonb not null default '{}'::jsonb,
  dedupe_key text,
  read_at timestamp with time zone,
  created_at timestamp with time zone not null default clock_timestamp(),
  expires_at timestamp with time zone,
  constraint notifications_body_check check ((length(body) <= 4000)),
  constraint notifications_data_check check ((jsonb_typeof(data) = 'object'::text)),
  constraint notifications_dedupe_key_key unique (recipient_id, dedupe_key),
  constraint notifications_link_check check (((link ~ '^/([^/\\]|$)'::text) and (length(link) <= 500))),
  constraint notifications_severity_check check (
      (severity = any(array['info'::text, 'warning'::text, 'urgent'::text]))
  ),
  constraint notifications_title_check check (((length(title) >= 1) and (length(title) <= 200))),
  constraint notifications_type_check check (
      (type = any(array['system'::text, 'user'::text, 'ticket'::text, 'case'::text, 'payment'::text]))
  ),
  id uuid not null default private.new_id(),
  constraint notifications_pkey primary key (recipient_id, id)
);

alter table public.notifications
  enable row level security;

revoke all on table public.notifications from anon;

create or replace function private.may_be_told(
  person_id uuid,
  domain_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
begin
  return exists (
    select from public.people as p
    where p.id = may_be_told.person_id and p.status = 'active'
  ) and (
    may_be_told.domain_id is null
    or exists (
      select from public.memberships as m
      inner join public.domains as d on d.id = may_be_told.domain_id
      where m.person_id = may_be_told.person_id and m.valid @> now() and d.archived_at is null
        and (m.is_all_domains or m.domain_id = may_be_told.domain_id)
    )
  );
end;
$function$;

create or replace function private.member_domains()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  me constant uuid := private.current_person_id();
  is_everywhere boolean;
  mine uuid [];
begin
  select coalesce(bool_or(m.is_all_domains), false), array_agg(m.domain_id)
  into is_everywhere, mine
  from public.memberships as m
  inner join public.roles as r on r.key = m.role_key
  where m.person_id = me and m.valid @> now() and (not r.is_mfa_required or private.strong_auth());
  return array(
    select d.id from public.domains as d
    where d.archived_at is null and (is_everywhere or d.id = any(mine))
  );
end;
$function$;

create or replace function private.notify(
  event text,
  recipient_ids uuid[],
  title text,
  body text,
  link text,
  data jsonb default '{}'::jsonb,
  dedupe_key text default null::text,
  domain_id uuid default null::uuid
)
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  kind public.notification_events;
  written integer;
begin
  select e.* into kind from public.notification_events as e where e.event = notify.event;
  if not found then
    perform private.bad_input('event', format('%s is not in notification_events', coalesce(notify.event, 'null')));
  end if;
  insert into public.notifications
  (recipient_id, domain_id, event, type, severity, title, body, link, data, dedupe_key)
  select
    p.id, notify.domain_id, kind.event, kind.type, kind.severity, left(btrim(notify.title), 200),
    left(coalesce(notify.body, ''), 4000), notify.link, coalesce(notify.data, '{}'), notify.dedupe_key
  from public.people as p
  where p.id = any(notify.recipient_ids) and private.may_be_told(p.id, notify.domain_id)
  order by p.id -- In the same order everywhere, so that two calls never wait for each other.
  on conflict on constraint notifications_dedupe_key_key do nothing;
  get diagnostics written = row_count;
  return written;
end;
$function$;

create or replace function public.list_notifications(
  filter text default 'all'::text,
  after text default null::text,
  page_size integer default 50,
  person_id uuid default null::uuid
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
    read_at timestamp with time zone,
    created_at timestamp with time zone,
    cursor text
  )
  language plpgsql
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  as $function$
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
$function$;

revoke all on function public.list_notifications(text, text, integer, uuid) from public, anon, service_role;

create or replace function public.mark_all_read(
  before timestamp with time zone
)
  returns bigint
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  me constant uuid := private.require_person();
  mine constant uuid [] := private.member_domains();
begin
  if before is null then
    perform private.bad_input('before', 'the created_at of the newest notification that was shown');
  end if;
  update public.notifications as n set read_at = clock_timestamp()
  where
    n.recipient_id = me and n.read_at is null and n.created_at <= mark_all_read.before
    and (n.domain_id is null or n.domain_id = any(mine));
  return public.unread_count();
end;
$function$;

revoke all on function public.mark_all_read(timestamp with time zone) from public, anon, service_role;

create or replace function public.mark_read(
  ids uuid[]
)
  returns bigint
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  me constant uuid := private.require_person();
  mine constant uuid [] := private.member_domains();
begin
  if cardinality(ids) between 1 and 500 is not true then
    perform private.bad_input('ids', '1 to 500 of them');
  end if;
  update public.notifications as n set read_at = clock_timestamp()
  where
    n.recipient_id = me and n.id = any(ids) and n.read_at is null
    and (n.domain_id is null or n.domain_id = any(mine));
  return public.unread_count();
end;
$function$;

revoke all on function public.mark_read(uuid[]) from public, anon, service_role;

create or replace function public.me()
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
declare
  me uuid := private.require_person();
begin
  return (
    select jsonb_build_object(
      'person', jsonb_build_object(
        'id', p.id, 'email', p.email, 'display_name', p.display_name, 'phone', p.phone,
        'avatar_path', p.avatar_path, 'locale', p.locale, 'time_zone', p.time_zone,
        'org_id', p.org_id, 'status', p.status, 'version', p.version
      ),
      'role', jsonb_build_object(
        'key', r.key, 'title', r.title, 'rank', r.rank, 'is_mfa_required', r.is_mfa_required
      ),
      'landing_route', r.landing_route,
      'permissions', (
        select coalesce(jsonb_agg(held.permission), '[]') from public.my_permissions() as held
      ),
      'permission_version', private.permission_version(me),
      'domains', (
        select coalesce(jsonb_agg(to_jsonb(d)), '[]') from public.my_domains(page_size => 500) as d
      ),
      'strong_auth', private.strong_auth(),
      'unread_notifications', public.unread_count(),
      'environment', private.environment(),
      'feature_flags', (
        select coalesce(jsonb_object_agg(substr(s.key, length('feature.') + 1), s.value), '{}')
        from public.env_settings as s
        where s.environment = private.environment() and s.key like 'feature.%'
      )
    )
    from public.people as p
    inner join public.roles as r on r.key = p.role_key
    where p.id = me
  );
end;
$function$;

create or replace function public.unread_count()
  returns bigint
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
declare
  me constant uuid := private.require_person();
  mine constant uuid [] := private.member_domains();
begin
  return (
    select count(*) from public.notifications as n
    where
      n.recipient_id = me and n.read_at is null
      and (n.domain_id is null or n.domain_id = any(mine))
      and (n.expires_at is null or n.expires_at > now())
  );
end;
$function$;

revoke all on function public.unread_count() from public, anon, service_role;

alter table public.notifications
  add constraint notifications_domain_id_fkey foreign key (domain_id) references public.domains (
      id
  ) on delete cascade;

alter table public.notifications
  add constraint notifications_recipient_id_fkey foreign key (recipient_id) references public.people (
      id
  ) on delete cascade;

create index notifications_domain_id_idx on public.notifications using btree (domain_id)
  where (domain_id is not null);

create trigger audit_delete after delete on public.notification_events referencing old table as old_rows for each statement execute function private.audit_statement(
  '{event}',
  '{}'
);

create trigger audit_insert after insert on public.notification_events referencing new table as new_rows for each statement execute function private.audit_statement(
  '{event}',
  '{}'
);

create trigger audit_update after update on public.notification_events
  referencing old table as old_rows new table as new_rows for each statement execute function private.audit_statement(
  '{event}',
  '{}'
);

create policy select_person on public.notification_events
  for select
  to authenticated
  using (((select private.current_person_id() as current_person_id) is not null));

create policy select_recipient on public.notifications
  for select
  to authenticated
  using
    (
        (
            (recipient_id = (select private.current_person_id() as current_person_id))
            and ((domain_id is null) or (domain_id = any((select private.member_domains() as
    member_domains)::uuid[])))));

comment on column public.notification_events.severity is 'info, warning or urgent; urgent ones have a filter of their own in the list.';

comment on column public.notifications.created_at is 'The clock, not the begin of the transaction: mark_all_read(before) must not reach what was still being written.';

comment on column public.notifications.dedupe_key is 'The same key again writes nothing for that recipient.';

comment on column public.notifications.domain_id is 'The domain that it is about: only while the recipient works there is it shown. Null: it is about none.';

comment on column public.notifications.expires_at is 'From then on neither listed nor counted.';

comment on column public.notifications.link is 'A page of the back office: a path, never an address elsewhere.';

comment on column public.notifications.type is 'Of the event, as it was when this was written; so is severity.';

comment on function private.may_be_told(uuid, uuid) is 'Whether the person is active and works in the domain; null as the domain asks about the person alone. Never null.';

comment on function private.member_domains() is 'Ids of the domains in which the caller has a membership that counts now, whatever it permits. Never null; archived domains are never in it.';

comment on function private.notify(text, uuid[], text, text, text, jsonb, text, uuid) is 'Tells people about an event of notification_events; call it in the transaction in which it happens. Returns how many were written. recipient_ids: whoever is not active, or does not work in domain_id, is left out without a word. link: a path of the back office. dedupe_key: the same key again writes nothing. domain_id: give it whenever the text tells something of a domain. Raises 22023 INVALID_INPUT for an unknown event.';

comment on function public.list_notifications(text, text, integer, uuid) is 'The caller''s notifications, newest first: filter all, unread or urgent. after: the cursor of the last row of the page before. page_size: 1 to 500. person_id: somebody else''s, in the domains where the caller works too; needs collaborators.manage, and is noted in the access log. Errors: 42501 ACCOUNT_NOT_ACTIVE, PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"filter": "unread", "page_size": 20}';

comment on function public.mark_all_read(timestamp with time zone) is 'Marks the caller''s notifications up to that moment as read, and returns how many are still unread. before: the created_at of the newest one shown, which is marked too; later ones stay unread. Again: read_at stays as it was. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

comment on function public.mark_read(uuid[]) is 'Marks these notifications of the caller as read, and returns how many are still unread. Again: read_at stays as it was. ids: 1 to 500. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

comment on function public.me() is 'The caller: person, role, landing_route, permissions (held in at least one domain), permission_version, domains (the first 500), strong_auth, unread_notifications, environment, feature_flags (settings named feature.*). Raises 42501 ACCOUNT_NOT_ACTIVE.';

comment on function public.unread_count() is 'How many notifications the caller has not read. Errors: 42501 ACCOUNT_NOT_ACTIVE.';

comment on policy select_person on public.notification_events is 'Every active person: it tells what there is, of nobody.';

comment on policy select_recipient on public.notifications is 'The recipient; what is about a domain only while he works there.';

comment on table public.notification_events is 'What people are told about. private.notify() refuses an event that is not listed here.';

comment on table public.notifications is 'What a person is told in the back office: one row a recipient, written by private.notify() and by announcements.';

revoke all on function private.may_be_told(uuid, uuid) from public;

revoke all on function private.may_be_told(uuid, uuid) from postgres;

grant execute on function private.may_be_told(uuid, uuid) to postgres;

revoke all on function private.member_domains() from public;

grant execute on function private.member_domains() to authenticated;

revoke all on function private.member_domains() from postgres;

grant execute on function private.member_domains() to postgres;

grant execute on function private.member_domains() to service_role;

revoke all on function private.notify(text, uuid[], text, text, text, jsonb, text, uuid) from public;

revoke all on function private.notify(text, uuid[], text, text, text, jsonb, text, uuid) from postgres;

grant execute on function private.notify(text, uuid[], text, text, text, jsonb, text, uuid) to postgres;

grant execute on function public.list_notifications(text, text, integer, uuid) to authenticated;

revoke all on function public.list_notifications(text, text, integer, uuid) from postgres;

grant execute on function public.list_notifications(text, text, integer, uuid) to postgres;

grant execute on function public.mark_all_read(timestamp with time zone) to authenticated;

revoke all on function public.mark_all_read(timestamp with time zone) from postgres;

grant execute on function public.mark_all_read(timestamp with time zone) to postgres;

grant execute on function public.mark_read(uuid[]) to authenticated;

revoke all on function public.mark_read(uuid[]) from postgres;

grant execute on function public.mark_read(uuid[]) to postgres;

grant execute on function public.unread_count() to authenticated;

revoke all on function public.unread_count() from postgres;

grant execute on function public.unread_count() to postgres;

revoke all on table public.notification_events from authenticated;

grant select on table public.notification_events to authenticated;

revoke all on table public.notification_events from service_role;

grant select on table public.notification_events to service_role;

revoke all on table public.notifications from authenticated;

grant select on table public.notifications to authenticated;

revoke all on table public.notifications from service_role;

grant select on table public.notifications to service_role;

create index notifications_created_at_idx on public.notifications using btree (recipient_id, created_at desc, id desc);

create index notifications_unread_idx on public.notifications using btree (recipient_id, created_at desc, id desc)
  where (read_at is null);

create index notifications_urgent_idx on public.notifications using btree (recipient_id, created_at desc, id desc)
  where (severity = 'urgent'::text);

-- What people are told about; `private.notify` refuses anything else.
insert into public.notification_events (event, type, severity, description)
values
('collaborator.access_changed', 'user', 'info', 'Your role or your domains have changed.'),
('collaborator.joined', 'user', 'info', 'Somebody whom you invited has joined.'),
('integration.failed', 'system', 'warning', 'A connection to another service needs attention.'),
('security.settings_lowered', 'system', 'urgent', 'A security setting was relaxed.'),
('sync.failed', 'system', 'warning', 'A synchronisation did not finish.'),
('system.announcement', 'system', 'info', 'News from the people who run this installation.'),
('ticket.assigned', 'ticket', 'info', 'A ticket was given to you.'),
('ticket.commented', 'ticket', 'info', 'Somebody commented on a ticket of yours.'),
('ticket.created', 'ticket', 'info', 'A ticket was opened.'),
('ticket.escalated', 'ticket', 'urgent', 'A ticket was escalated.'),
('ticket.mentioned', 'ticket', 'info', 'Somebody mentioned you in a ticket.'),
('ticket.reopened', 'ticket', 'info', 'A ticket of yours was opened again.'),
('ticket.resolved', 'ticket', 'info', 'A ticket of yours was resolved.'),
('ticket.sla_breached', 'ticket', 'urgent', 'A ticket has waited longer than promised.'),
('ticket.sla_warning', 'ticket', 'warning', 'A ticket will soon have waited longer than promised.'),
('ticket.status_changed', 'ticket', 'info', 'A ticket of yours has another status.')
on conflict (event) do update
set type = excluded.type, severity = excluded.severity, description = excluded.description
where
  (notification_events.type, notification_events.severity, notification_events.description)
  is distinct from (excluded.type, excluded.severity, excluded.description);
