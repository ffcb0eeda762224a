-- The hash chain, one a domain (and one for the platform, under the nil uuid). A link, or seal, covers
-- the rows that one transaction wrote to one chain: which rows, each one's digest, and the seal before.
--
-- Seals are made at commit by a deferred trigger. Chaining at each write instead would hold the chain's
-- head from the first write to the end of the transaction: writers of a domain would wait for each
-- other, and two transactions that touch two domains in different order would deadlock. At commit every
-- transaction takes the heads it needs in the same order, for the time of the commit only.
-- Hashes in audit_log itself would need a second write of every audit row. bench/bench_audit.py compares.
-- requires: sql/audit/append_only.sql
create table private.audit_heads (
  chain_id uuid not null,
  number bigint not null default 0,
  hash bytea not null default '\x',
  constraint audit_heads_chain_id_pkey primary key (chain_id)
) with (fillfactor = 50);

create table private.audit_seals (
  chain_id uuid not null,
  number bigint not null,
  row_ids bigint[] not null,
  row_digests bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_seals_chain_id_number_pkey primary key (chain_id, number)
);
alter table private.audit_seals alter column row_digests set storage external;

-- A row here means: this transaction has audit rows that are not sealed yet. Gone at commit.
create unlogged table private.audit_open (
  transaction_id xid8 not null default pg_current_xact_id(),
  first_id bigint not null,
  constraint audit_open_transaction_id_pkey primary key (transaction_id)
);

alter table private.audit_heads enable row level security;
alter table private.audit_seals enable row level security;
alter table private.audit_open enable row level security;

comment on table private.audit_heads is 'The last seal of every chain; locked while a transaction commits.';
comment on table private.audit_seals is 'The hash chain over audit_log: one row a transaction and chain, append-only.';
comment on column private.audit_seals.row_ids is 'The audit rows sealed, ascending';
comment on column private.audit_seals.row_digests is 'Their digests, 32 bytes each, in the order of row_ids';
comment on column private.audit_seals.hash is 'private.audit_seal_hash of this seal; the next seal''s previous_hash';
comment on table private.audit_open is 'Transactions in flight with audit rows to seal. Unlogged: it is empty after every commit.';

create trigger refuse_change before update or delete on private.audit_seals
for each row execute function private.refuse_change();

create trigger refuse_truncate before truncate on private.audit_seals
for each statement execute function private.refuse_change();

create function private.open_audit_seal(first_id bigint)
returns void
language sql
set search_path = ''
as $$
  insert into private.audit_open (first_id)
  select open_audit_seal.first_id
  where open_audit_seal.first_id is not null
  on conflict (transaction_id) do nothing
$$;

comment on function private.open_audit_seal(bigint) is
'Notes that this transaction wrote audit rows from first_id on. Null: it wrote none.';
revoke execute on function private.open_audit_seal(bigint) from public;
