-- requires: sql/identity/domains.sql
-- A visitor shows the newest address. When what gave it is taken away, the one before has to come

create table private.visitor_emails (
  domain_id uuid not null,
  event_id uuid not null,
  email text not null,
  occurred_at timestamptz not null,
  constraint visitor_emails_pkey primary key (domain_id, event_id)
);
alter table private.visitor_emails enable row level security;

create index visitor_emails_company_idx on private.visitor_emails (domain_id, split_part(email, '@', 2));

comment on table private.visitor_emails is 'Every e-mail address that an event gave, in lowercase.';

revoke all on private.visitor_emails from public, anon, authenticated, service_role;
