-- requires: sql/platform/default_privileges.sql
create table private.dirty_deals (
  id bigint generated always as identity,
  domain_id uuid not null,
  order_external_id text,
  token_id uuid,
  platform_user_id uuid,
  constraint dirty_deals_pkey primary key (id),
  constraint dirty_deals_subject_check check (num_nonnulls(order_external_id, token_id, platform_user_id) = 1)
);
alter table private.dirty_deals enable row level security;

comment on table private.dirty_deals is
'Orders, tokens and users of which something else is known since, that their trades are counted by. run_rollup_upkeep looks for these trades: not the writer, who cannot see what others are writing.';

revoke all on private.dirty_deals from public, anon, authenticated, service_role;
