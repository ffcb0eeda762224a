-- requires: sql/engagement/visitors.sql
create table public.visitor_sessions (
  domain_id uuid not null,
  id uuid not null,
  visitor_id uuid not null,
  first_event_at timestamptz not null,
  first_event_id uuid not null,
  last_activity_at timestamptz not null,
  landing_url text,
  widget_visible_ms integer not null default 0,
  is_test boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint visitor_sessions_pkey primary key (domain_id, id),
  constraint visitor_sessions_visitor_id_fkey
  foreign key (domain_id, visitor_id) references public.visitors (domain_id, id),
  constraint visitor_sessions_first_event_at_check check (first_event_at <= last_activity_at),
  constraint visitor_sessions_widget_visible_ms_check check (widget_visible_ms >= 0)
);

create index visitor_sessions_visitor_id_idx
on public.visitor_sessions (domain_id, visitor_id, last_activity_at desc);
create index visitor_sessions_first_event_at_idx
on public.visitor_sessions (domain_id, first_event_at desc, id desc);

comment on table public.visitor_sessions is 'One browser session of a visitor.';
comment on column public.visitor_sessions.first_event_id is
'With first_event_at: the event that decides visitor_id and landing_url.';
comment on column public.visitor_sessions.widget_visible_ms is
'Longest time that one widget_shown event reported; over 10,000 counts as displayed.';
comment on column public.visitor_sessions.is_test is
'True while no event came from a widget in production.';
comment on column public.visitor_sessions.first_event_at is 'The earliest event.';
comment on column public.visitor_sessions.landing_url is 'The first page.';
