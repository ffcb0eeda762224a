-- requires: sql/notify/notification_events.sql sql/identity/roles.sql sql/platform/new_id.sql
-- Over which channel an event reaches whom. No rule: nobody, which private.notify() takes for a mistake.
create table public.notification_rules (
  id uuid not null default private.new_id(),
  event text not null
  constraint notification_rules_event_fkey references public.notification_events (event) on update cascade,
  channel text not null,
  audience text not null default 'named',
  role_key text constraint notification_rules_role_key_fkey references public.roles (key) on update cascade,
  is_mandatory boolean not null default false,
  is_on_by_default boolean not null default true,
  constraint notification_rules_pkey primary key (id),
  constraint notification_rules_event_channel_role_key_key unique nulls not distinct (event, channel, role_key),
  constraint notification_rules_channel_check check (channel in ('in_app', 'email', 'push')),
  constraint notification_rules_audience_check check (audience in ('named', 'role')),
  constraint notification_rules_role_key_check check ((audience = 'role') = (role_key is not null)),
  constraint notification_rules_is_on_by_default_check check (is_on_by_default or not is_mandatory)
);

create index notification_rules_role_key_idx on public.notification_rules (role_key) where role_key is not null;

comment on table public.notification_rules is
'Which events go over which channel, to whom. A rule that is mandatory asks no preference.';
comment on column public.notification_rules.audience is
'named: whom the caller of private.notify() names. role: besides, everybody with that role in a membership, in the domain that it is about.';
comment on column public.notification_rules.is_on_by_default is
'For whoever has not chosen: see notification_prefs.';
comment on column public.notification_rules.is_mandatory is 'Whether it is sent without asking for preferences.';
