-- requires: sql/identity/domains.sql sql/support/valid_weekly_hours.sql sql/support/valid_sla_targets.sql sql/platform/new_id.sql sql/identity/current_person_id.sql
-- Never updated: set_service_level() adds a row and ends the one before. A clock that runs goes by the
-- hours that it began with, so a promise already made stays.
create table private.sla_policies (
  id uuid not null default private.new_id(),
  client_id uuid,
  domain_id uuid,
  time_zone text not null,
  weekly_hours jsonb not null,
  holidays date [] not null default '{}',
  targets jsonb not null,
  created_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  replaced_at timestamptz,
  constraint sla_policies_pkey primary key (id),
  constraint sla_policies_client_id_fkey foreign key (client_id) references public.clients (id),
  constraint sla_policies_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint sla_policies_domain_id_check check (client_id is null or domain_id is null),
  constraint sla_policies_weekly_hours_check check (private.valid_weekly_hours(weekly_hours)),
  constraint sla_policies_targets_check check (private.valid_sla_targets(targets))
);
alter table private.sla_policies enable row level security;

create unique index sla_policies_current_key on private.sla_policies (client_id, domain_id) nulls not distinct
where replaced_at is null;
create index sla_policies_client_id_idx on private.sla_policies (client_id) where client_id is not null;
create index sla_policies_domain_id_idx on private.sla_policies (domain_id) where domain_id is not null;

comment on table private.sla_policies is
'When support works and how soon it answers: of a domain, of a client, or, with neither, of all. The closest counts.';
comment on column private.sla_policies.weekly_hours is
'By ISO day of the week, from 1 for Monday: {"1": [["09:00", "13:00"], ["14:00", "18:00"]]}. A day that is not there has none.';
comment on column private.sla_policies.targets is
'Minutes of work by priority: {"high": {"response": 60, "resolution": 480}}. What is not there is not promised.';
comment on column private.sla_policies.replaced_at is 'When another row took its place; null: it counts.';
revoke all on private.sla_policies from public, anon, authenticated, service_role;
