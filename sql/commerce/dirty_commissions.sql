-- requires: sql/platform/default_privileges.sql
-- A log without unique key, as dirty_trades, and read by whoever asks: no statement waits for the worker, and two batches
-- that earn for the same user do not wait for each other.
create table private.dirty_commissions (
  id bigint generated always as identity,
  domain_id uuid not null,
  beneficiary_id uuid not null,
  month date not null,
  constraint dirty_commissions_pkey primary key (id)
);
alter table private.dirty_commissions enable row level security;

create index dirty_commissions_beneficiary_id_idx
on private.dirty_commissions (domain_id, beneficiary_id, month);

comment on table private.dirty_commissions is
'Months of users whose movements are to be added up anew, noted with what was booked.';
comment on column private.dirty_commissions.month is 'As in commission_months.';

revoke all on private.dirty_commissions from public, anon, authenticated, service_role;
