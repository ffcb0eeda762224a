-- requires: sql/commerce/commission_movements.sql
-- Movements are never changed, so what a month came to can be kept: a statement adds up months, and need not read years.
create table private.commission_months (
  domain_id uuid not null,
  beneficiary_id uuid not null,
  month date not null,
  place integer not null,
  asset text not null,
  kind text not null,
  programme_id uuid not null,
  level integer not null,
  rule_id uuid,
  reason text,
  movements bigint not null,
  amount_minor numeric not null,
  constraint commission_months_pkey primary key (domain_id, beneficiary_id, month, place)
);
alter table private.commission_months enable row level security;

comment on table private.commission_months is
'What changed in what a user is owed in a month (UTC), by all that a statement tells apart; places count from 1.';
comment on column private.commission_months.month is 'Its first day, by booked_at.';
comment on column private.commission_months.movements is 'How many there were.';

revoke all on private.commission_months from public, anon, authenticated, service_role;
