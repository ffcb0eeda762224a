-- requires: sql/engagement/visitor_event_kind.sql
-- Who is counted as active is a choice, so it is rows: what a visitor does himself, not what happens to him.
create table private.active_kinds (
  kind public.visitor_event_kind not null,
  role text,
  constraint active_kinds_pkey primary key (kind),
  constraint active_kinds_role_check check (role in ('visitor', 'assistant', 'human'))
);
alter table private.active_kinds enable row level security;

comment on table private.active_kinds is
'The kinds of events that make a person active on that day; what is missing here (the widget was shown, an enrichment came, the agent answered) does not. A change of these rows notes the days that it concerns.';
comment on column private.active_kinds.role is
'Of messages: who has to have written it. Null: whoever.';

revoke all on private.active_kinds from public, anon, authenticated, service_role;
