-- sql/audit/access_log.sql
-- Reads leave no trace in audit_log, so those that matter are noted here. A denied call rolls its own
-- note back: the API's log has those, and a worker copies them in.
-- requires: sql/platform/new_id.sql
create table public.access_log (
  id uuid not null default private.new_id(),
  at timestamptz not null default now(),
  actor_person_id uuid,
  actor_role text not null,
  kind text not null,
  domain_id uuid,
  resource text not null,
  result text not null,
  request_id text,
  ip inet,
  constraint access_log_id_pkey primary key (id),
  constraint access_log_kind_check check (
    kind in ('login', 'logout', 'denied', 'read_sensitive', 'export', 'admin_view')
  ),
  constraint access_log_result_check check (result in ('allowed', 'denied', 'failed'))
);

create index access_log_at_idx on public.access_log (at);
create index access_log_domain_id_idx on public.access_log (domain_id, at);

comment on table public.access_log is 'Who read what of note, and who came and went. Kept for 13 months.';
comment on column public.access_log.resource is 'What was read, with its key where there is one: people, conversations/<id>';

-- sql/audit/audit_log.sql
-- Who did what, when, on whose behalf, and what the row looked like before and after.
-- Old and new are stored whole and the difference is left to the reader: computing it at write time
-- costs two thirds of the write rate. The hash chain over these rows is in audit_seals.sql, apart, so
-- that a row is never written twice.
-- requires: sql/platform/default_privileges.sql
create table public.audit_log (
  id bigint generated always as identity,
  at timestamptz not null default now(),
  domain_id uuid,
  transaction_id xid8 not null default pg_current_xact_id(),
  actor_person_id uuid,
  actor_role text not null,
  on_behalf_of uuid,
  action text not null,
  resource text not null,
  resource_id text,
  request_id text,
  ip inet,
  user_agent text,
  aal text,
  amr jsonb,
  reason text,
  before jsonb,
  after jsonb,
  constraint audit_log_id_pkey primary key (id, at)
) partition by range (at);

-- A row whose month has no partition lands here, so that nothing is ever refused or lost.
create table private.audit_log_default partition of public.audit_log default;
alter table private.audit_log_default enable row level security;

create index audit_log_domain_id_idx on public.audit_log (domain_id, id);
-- Keys first and compared as bytes: this index is the dearest part of an audited write. For
-- record_history(), which asks in the same collation.
create index audit_log_resource_id_idx on public.audit_log (resource_id collate "C", resource collate "C", id);

comment on table public.audit_log is
'Append-only record of every change to a business row, in the transaction that made it. Partitioned by month.';
comment on column public.audit_log.at is 'Start of the transaction that made the change';
comment on column public.audit_log.domain_id is 'The changed row''s domain; null: the platform''s own chain';
comment on column public.audit_log.transaction_id is 'Groups the rows of one transaction, which are sealed together';
comment on column public.audit_log.actor_person_id is 'The signed-in person; null for workers and for the system';
comment on column public.audit_log.actor_role is
'The person''s main role at that moment, or service (secret key), anon, or system (no token)';
comment on column public.audit_log.on_behalf_of is
'The person for whom a worker acted: header x-on-behalf-of, heeded only with the secret key';
comment on column public.audit_log.action is 'insert, update, delete, or the name of an event';
comment on column public.audit_log.resource is 'Table name, or what the event is about';
comment on column public.audit_log.resource_id is 'The row''s key, without its domain; several columns joined by a comma';
comment on column public.audit_log.reason is 'What the actor gave as reason for a sensitive operation';
comment on column public.audit_log.before is 'The row before, without updated_at and version; secrets and personal data masked';
comment on column public.audit_log.after is 'The row after, masked in the same way, or the details of an event';

-- sql/audit/append_only.sql
-- Grants already keep everyone but the owner from changing the log; these triggers stop the owner too.
-- Row triggers are inherited by partitions, truncate triggers are not: ensure_audit_partitions adds them.
-- requires: sql/audit/audit_log.sql
create function private.refuse_change()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise exception '% is append-only', tg_table_name
    using errcode = '42501', detail = 'APPEND_ONLY', hint = 'Write a new row that explains the correction.';
end;
$$;

comment on function private.refuse_change() is 'Trigger: raises 42501 APPEND_ONLY for any change of an append-only table.';
revoke execute on function private.refuse_change() from public;

create trigger refuse_change before update or delete on public.audit_log
for each row execute function private.refuse_change();

create trigger refuse_truncate before truncate on public.audit_log
for each statement execute function private.refuse_change();

create trigger refuse_truncate before truncate on private.audit_log_default
for each statement execute function private.refuse_change();

-- sql/audit/sensitive_operations.sql
-- What a sensitive RPC demands is data, so that an installation can demand more without new code.
-- requires: sql/platform/touch_row.sql
create table public.sensitive_operations (
  rpc text not null constraint sensitive_operations_pkey primary key,
  needs_reason boolean not null default true,
  needs_strong_auth boolean not null default true,
  max_age interval,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint sensitive_operations_max_age_check check (max_age > '0')
);

create trigger touch_row before update on public.sensitive_operations
for each row execute function private.touch_row();

comment on table public.sensitive_operations is
'RPCs that want a reason or a recent strong login; enforced by private.begin_sensitive().';
comment on column public.sensitive_operations.max_age is
'How old the strong login may be; null: security_settings.step_up_max_age.';

-- sql/audit/audit_seals.sql
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

-- sql/audit/audit_digests.sql
-- The one definition of what the chain protects: sealing and verifying both read it.
-- row(...)::text quotes, so that no two rows read the same; it takes two thirds of jsonb_build_array's time.
-- Times as seconds since 1970, so that a digest does not depend on the session's time zone.
-- requires: sql/audit/audit_log.sql
create view private.audit_digests with (security_invoker = on) as
select
  l.id,
  l.at,
  l.transaction_id,
  coalesce(l.domain_id, '00000000-0000-0000-0000-000000000000') as chain_id,
  sha256(convert_to(row(
    l.id, extract(epoch from l.at), l.domain_id, l.transaction_id, l.actor_person_id, l.actor_role, l.on_behalf_of,
    l.action, l.resource, l.resource_id, l.request_id, l.ip, l.user_agent, l.aal, l.amr, l.reason, l.before, l.after
  )::text, 'UTF8')) as digest
from public.audit_log as l;

comment on view private.audit_digests is
'SHA-256 of every audit row over all its columns. A column added to audit_log later must be left out for older rows.';
revoke all on private.audit_digests from public, anon, authenticated, service_role;

-- sql/audit/seal_audit.sql
-- requires: sql/audit/audit_seals.sql sql/audit/audit_digests.sql
create function private.audit_seal_hash(
  chain_id uuid, number bigint, row_ids bigint[], row_digests bytea, previous_hash bytea
)
returns bytea
language sql
immutable
set search_path = ''
as $$
  select sha256(
    convert_to(concat_ws('|', chain_id, number, array_to_string(row_ids, ',')), 'UTF8') || row_digests || previous_hash
  )
$$;

comment on function private.audit_seal_hash(uuid, bigint, bigint[], bytea, bytea) is
'SHA-256 over chain, number, row ids, row digests and the hash of the seal before.';
revoke execute on function private.audit_seal_hash(uuid, bigint, bigint[], bytea, bytea) from public;

create function private.seal_audit()
returns trigger
language plpgsql
security definer -- definer: runs at commit as whoever wrote, who may not touch the chain
set search_path = ''
as $$
declare
  link record;
  head private.audit_heads;
begin
  delete from private.audit_open as o where o.transaction_id = new.transaction_id;
  -- Chains in order: every transaction takes the heads it needs in the same order, so none deadlock.
  for link in
    select d.chain_id, array_agg(d.id order by d.id) as row_ids, string_agg(d.digest, '' order by d.id) as row_digests
    from private.audit_digests as d
    where d.id >= new.first_id and d.at = now() and d.transaction_id = new.transaction_id
    group by d.chain_id
    order by d.chain_id
  loop
    insert into private.audit_heads as h (chain_id, number) values (link.chain_id, 1)
    on conflict (chain_id) do update set number = h.number + 1
    returning * into head;
    insert into private.audit_seals (chain_id, number, row_ids, row_digests, previous_hash, hash)
    values (
      link.chain_id, head.number, link.row_ids, link.row_digests, head.hash,
      private.audit_seal_hash(link.chain_id, head.number, link.row_ids, link.row_digests, head.hash)
    )
    returning hash into head.hash;
    update private.audit_heads as h set hash = head.hash where h.chain_id = link.chain_id;
  end loop;
  return null;
end;
$$;

comment on function private.seal_audit() is 'Deferred trigger: appends this transaction''s audit rows to the chains of their domains.';
revoke execute on function private.seal_audit() from public;

create constraint trigger seal_audit
after insert on private.audit_open
deferrable initially deferred
for each row execute function private.seal_audit();

-- sql/audit/audit_chain_faults.sql
-- requires: sql/audit/seal_audit.sql
create function private.audit_chain_faults(chain_id uuid)
returns table (audit_id bigint, fault text)
language plpgsql
stable
security definer -- definer: reads the seals, which nobody may read
set search_path = ''
as $$
begin
  -- One statement, so one snapshot: rows, seals and head are those of the same commits.
  return query
  with seals as (
    select s.*, lag(s.number, 1, 0::bigint) over w as last_number, lag(s.hash, 1, '\x') over w as last_hash
    from private.audit_seals as s
    where s.chain_id = audit_chain_faults.chain_id
    window w as (order by s.number)
  ), sealed as (
    select r.id, substring(s.row_digests from (r.place::integer - 1) * 32 + 1 for 32) as digest
    from seals as s cross join unnest(s.row_ids) with ordinality as r (id, place)
  )
  select s.id, case when d.id is null then 'ROW_REMOVED' else 'ROW_EDITED' end
  from sealed as s left join private.audit_digests as d on d.id = s.id
  where d.digest is distinct from s.digest
  union all
  select d.id, 'ROW_INSERTED'
  from private.audit_digests as d
  where d.chain_id = audit_chain_faults.chain_id
    and not exists ( -- our own, which will be sealed at commit
      select from private.audit_open as o where o.transaction_id = d.transaction_id
    )
    and not exists (select from sealed as s where s.id = d.id)
  union all
  select s.row_ids[1], case when s.number <> s.last_number + 1 then 'SEAL_REMOVED' else 'SEAL_EDITED' end
  from seals as s
  where s.number <> s.last_number + 1 or s.previous_hash <> s.last_hash
    or s.hash <> private.audit_seal_hash(s.chain_id, s.number, s.row_ids, s.row_digests, s.previous_hash)
  union all
  select null, 'SEAL_REMOVED' -- the last ones: no seal is left to name a row
  from private.audit_heads as h
  where h.chain_id = audit_chain_faults.chain_id
    and h.hash is distinct from (select s.hash from seals as s order by s.number desc limit 1);
end;
$$;

comment on function private.audit_chain_faults(uuid) is
'What is wrong with a chain: ROW_EDITED, ROW_REMOVED, ROW_INSERTED, SEAL_EDITED, SEAL_REMOVED (audit_id: the first row after the gap).';
revoke execute on function private.audit_chain_faults(uuid) from public;

-- sql/audit/audit_context.sql
-- Everything about a request that an audit row repeats, read once a statement.
-- requires: sql/platform/default_privileges.sql
create function private.audit_context(
  out actor_person_id uuid,
  out actor_role text,
  out on_behalf_of uuid,
  out request_id text,
  out ip inet,
  out user_agent text,
  out aal text,
  out amr jsonb,
  out reason text
)
language plpgsql
stable
set search_path = ''
as $$
declare
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  headers jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
  address text := coalesce(
    headers ->> 'cf-connecting-ip', headers ->> 'x-real-ip', split_part(headers ->> 'x-forwarded-for', ',', 1)
  );
begin
  -- Not current_person_id(): who signs out everywhere has voided the own token when this is written.
  select p.id, p.role_key into actor_person_id, actor_role
  from public.people as p where p.auth_user_id = (claims ->> 'sub')::uuid;
  if claims ->> 'role' = 'service_role' and private.is_valid_input(headers ->> 'x-on-behalf-of', 'uuid') then
    on_behalf_of := (headers ->> 'x-on-behalf-of')::uuid;
  end if;
  actor_role := coalesce(
    actor_role, case claims ->> 'role' when 'service_role' then 'service' else claims ->> 'role' end, 'system'
  );
  request_id := left(coalesce(nullif(current_setting('app.request_id', true), ''), headers ->> 'x-request-id'), 200);
  user_agent := left(headers ->> 'user-agent', 500);
  if private.is_valid_input(address, 'inet') then
    ip := address::inet;
  end if;
  aal := claims ->> 'aal';
  amr := claims -> 'amr';
  reason := nullif(current_setting('app.audit_reason', true), '');
end;
$$;

comment on function private.audit_context() is
'The actor (token), the request (id by begin_request, user agent, client address) and the reason given to begin_sensitive.';
revoke execute on function private.audit_context() from public;

-- sql/audit/audit_masked_columns.sql
-- The log outlives the data and cannot be edited, so what must be forgettable never enters it.
-- By name, not by table: a column with such a name in a table made tomorrow is masked too.
-- requires: sql/platform/default_privileges.sql
create function private.audit_masked_columns()
returns text[]
language sql
immutable
set search_path = ''
as $$
  select array[
    'access_token', 'api_key', 'avatar_path', 'body_raw', 'display_name', 'email', 'encrypted_password',
    'first_name', 'full_name', 'last_name', 'password', 'phone', 'refresh_token', 'secret', 'secret_hash',
    'signing_secret', 'token', 'token_hash', 'webhook_secret'
  ]
$$;

comment on function private.audit_masked_columns() is
'Columns whose values never enter the audit log: secrets and personal data. Taken when audit_table attaches the triggers.';
revoke execute on function private.audit_masked_columns() from public;

create function private.audit_mask(full_row jsonb, other_row jsonb, masked text[])
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  name text;
begin
  foreach name in array masked loop
    if full_row -> name <> 'null'::jsonb then
      full_row := jsonb_set(full_row, array[name], case
        when other_row -> name is distinct from full_row -> name and other_row is not null then '"*** changed"'::jsonb
        else '"***"'::jsonb
      end);
    end if;
  end loop;
  return full_row;
end;
$$;

comment on function private.audit_mask(jsonb, jsonb, text[]) is
'full_row with the masked columns as "***", or "*** changed" where other_row (its other version) differs.';
revoke execute on function private.audit_mask(jsonb, jsonb, text[]) from public;

-- sql/audit/audit_write.sql
-- The one place that inserts into audit_log.
-- requires: sql/audit/audit_context.sql sql/audit/audit_seals.sql sql/audit/audit_masked_columns.sql
create function private.audit_write(
  action text,
  resource text,
  key_columns text[],
  masked text[],
  before_rows jsonb[],
  after_rows jsonb[]
)
returns void
language plpgsql
set search_path = ''
as $$
declare
  context record := private.audit_context();
  first_id bigint;
begin
  with changes as (
    select coalesce(c.new_row, c.old_row) as full_row, c.old_row, c.new_row
    from unnest(before_rows, after_rows) as c (old_row, new_row)
    where c.old_row is distinct from c.new_row
  ), written as (
    insert into public.audit_log (
      domain_id, actor_person_id, actor_role, on_behalf_of, action, resource, resource_id,
      request_id, ip, user_agent, aal, amr, reason, before, after
    )
    select
      (c.full_row ->> 'domain_id')::uuid,
      context.actor_person_id, context.actor_role, context.on_behalf_of, audit_write.action, audit_write.resource,
      case cardinality(key_columns) when 1 then c.full_row ->> key_columns[1] else (
        select string_agg(c.full_row ->> k.name, ',' order by k.place)
        from unnest(key_columns) with ordinality as k (name, place)
      ) end,
      context.request_id, context.ip, context.user_agent, context.aal, context.amr, context.reason,
      case when masked = '{}' then c.old_row else private.audit_mask(c.old_row, c.new_row, masked) end,
      case when masked = '{}' then c.new_row else private.audit_mask(c.new_row, c.old_row, masked) end
    from changes as c
    returning id
  )
  select min(w.id) into first_id from written as w;
  perform private.open_audit_seal(first_id);
end;
$$;

comment on function private.audit_write(text, text, text[], text[], jsonb[], jsonb[]) is
'Appends one audit row for each row that differs. before_rows and after_rows pair by position; null for insert or delete.';
revoke execute on function private.audit_write(text, text, text[], text[], jsonb[], jsonb[]) from public;

-- sql/audit/audit_event.sql
-- requires: sql/audit/audit_write.sql
create function private.audit_event(
  action text,
  resource text,
  resource_id text,
  domain_id uuid,
  details jsonb default null,
  reason text default null
)
returns void
language plpgsql
security definer -- definer: nobody holds insert on audit_log
set search_path = ''
as $$
declare
  context record := private.audit_context();
  written_id bigint;
begin
  insert into public.audit_log (
    domain_id, actor_person_id, actor_role, on_behalf_of, action, resource, resource_id,
    request_id, ip, user_agent, aal, amr, reason, after
  )
  values (
    audit_event.domain_id, context.actor_person_id, context.actor_role, context.on_behalf_of,
    audit_event.action, audit_event.resource, audit_event.resource_id,
    context.request_id, context.ip, context.user_agent, context.aal, context.amr,
    coalesce(audit_event.reason, context.reason), audit_event.details
  )
  returning id into written_id;
  perform private.open_audit_seal(written_id);
end;
$$;

comment on function private.audit_event(text, text, text, uuid, jsonb, text) is
'Appends one audit row for what no row trigger sees: a batch, a sensitive operation, an export. details must hold no secrets.';
revoke execute on function private.audit_event(text, text, text, uuid, jsonb, text) from public;
grant execute on function private.audit_event(text, text, text, uuid, jsonb, text) to authenticated, service_role;

-- sql/audit/audit_statement.sql
-- requires: sql/audit/audit_write.sql
create function private.audit_statement()
returns trigger
language plpgsql
security definer -- definer: the writer holds nothing on the audit log
set search_path = ''
as $$
declare
  -- They change with every write, and would only hide that nothing else did.
  bookkeeping constant text[] := '{updated_at,version}'::text[];
  before_rows jsonb[];
  after_rows jsonb[];
begin
  -- Gathered into variables first: a transition table cannot be read from inside another function's insert.
  -- Old and new rows come in the same order, which is how audit_write pairs them.
  if tg_op <> 'INSERT' then
    select array_agg(to_jsonb(o) - bookkeeping) into before_rows from old_rows as o;
  end if;
  if tg_op <> 'DELETE' then
    select array_agg(to_jsonb(n) - bookkeeping) into after_rows from new_rows as n;
  end if;
  if before_rows is not null or after_rows is not null then
    perform private.audit_write(
      lower(tg_op), tg_table_name, tg_argv[0]::text[], tg_argv[1]::text[], before_rows, after_rows
    );
  end if;
  return null;
end;
$$;

comment on function private.audit_statement() is
'Statement trigger of audited tables. Arguments: the key columns and the masked columns, as array literals.';
revoke execute on function private.audit_statement() from public;

-- sql/audit/audit_table.sql
-- requires: sql/audit/audit_statement.sql sql/audit/audit_masked_columns.sql
create function private.audit_table(target regclass)
returns void
language plpgsql
set search_path = ''
as $$
declare
  key_columns text[];
  masked text[];
  event text;
begin
  select array_agg(a.attname::text order by k.place) into key_columns
  from pg_catalog.pg_index as i
  cross join unnest(i.indkey) with ordinality as k (attnum, place)
  join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
  where i.indrelid = target and i.indisprimary and a.attname <> 'domain_id';

  select coalesce(array_agg(a.attname::text order by a.attname), '{}') into masked
  from pg_catalog.pg_attribute as a
  where a.attrelid = target and a.attnum > 0 and not a.attisdropped
    and a.attname = any (private.audit_masked_columns());

  foreach event in array array['insert', 'update', 'delete'] loop
    execute format(
      'create or replace trigger audit_%1$s after %1$s on %2$s referencing %3$s '
      'for each statement execute function private.audit_statement(%4$L, %5$L)',
      event, target,
      case event when 'insert' then 'new table as new_rows' when 'delete' then 'old table as old_rows'
        else 'old table as old_rows new table as new_rows' end,
      key_columns, masked
    );
  end loop;
end;
$$;

comment on function private.audit_table(regclass) is
'Attaches the audit triggers. Call it at the end of a table''s policies file, and again after adding a column to be masked.';
revoke execute on function private.audit_table(regclass) from public;

-- sql/audit/begin_sensitive.sql
-- requires: sql/audit/sensitive_operations.sql
create or replace function private.begin_sensitive(rpc text, reason text)
returns void
language plpgsql
volatile
security definer -- definer: what is demanded must not depend on what the caller may read
set search_path = ''
as $$
declare
  demand public.sensitive_operations;
begin
  select o.* into demand from public.sensitive_operations as o where o.rpc = begin_sensitive.rpc;
  if not found then
    raise exception '% is not listed in sensitive_operations', begin_sensitive.rpc;
  end if;
  if demand.needs_strong_auth then
    perform private.require_strong_auth(
      coalesce(demand.max_age, (select s.step_up_max_age from public.security_settings as s))
    );
  end if;
  if demand.needs_reason and coalesce(btrim(begin_sensitive.reason), '') = '' then
    perform private.fail(
      '22023', 'REASON_REQUIRED', 'reason: say why', 'Send the argument reason; it goes to the audit log.'
    );
  end if;
  perform set_config('app.audit_reason', coalesce(btrim(begin_sensitive.reason), ''), true);
end;
$$;

comment on function private.begin_sensitive(text, text) is
'First line of a sensitive RPC, after its permission check: raises STEP_UP_REQUIRED or REASON_REQUIRED as sensitive_operations says, and gives the reason to every audit row that follows.';
revoke all on function private.begin_sensitive(text, text) from public;
grant execute on function private.begin_sensitive(text, text) to authenticated, service_role;

-- sql/audit/ensure_audit_partitions.sql
-- Months are created ahead by the daily worker, not by the migration: a schema must not depend on the
-- day on which it was built. A month that already has rows in the default partition stays there.
-- requires: sql/audit/append_only.sql
create function private.ensure_audit_partitions(from_day date default current_date, months integer default 3)
returns integer
language plpgsql
security definer -- definer: only the owner may create partitions
set search_path = ''
as $$
declare
  month timestamptz := date_trunc('month', from_day::timestamp) at time zone 'UTC';
  next_month timestamptz;
  partition text;
  created integer := 0;
begin
  for step in 0 .. months - 1 loop
    next_month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
    partition := 'audit_log_' || to_char(month at time zone 'UTC', 'YYYY_MM');
    if to_regclass('private.' || partition) is null
      and not exists (select from private.audit_log_default as d where d.at >= month and d.at < next_month)
    then
      execute format('create table private.%I partition of public.audit_log for values from (%L) to (%L)',
        partition, month, next_month);
      execute format('alter table private.%I enable row level security', partition);
      execute format('create trigger refuse_truncate before truncate on private.%I '
        'for each statement execute function private.refuse_change()', partition);
      created := created + 1;
    end if;
    month := next_month;
  end loop;
  return created;
end;
$$;

comment on function private.ensure_audit_partitions(date, integer) is
'Creates the missing month partitions of audit_log (UTC months) from from_day on. Returns how many it made.';
revoke execute on function private.ensure_audit_partitions(date, integer) from public;

-- sql/audit/log_access.sql
-- requires: sql/audit/access_log.sql sql/audit/audit_context.sql
create function private.log_access(
  kind text,
  resource text,
  result text default 'allowed',
  domain_id uuid default null
)
returns void
language plpgsql
security definer -- definer: nobody holds insert on access_log
set search_path = ''
as $$
declare
  context record := private.audit_context();
begin
  insert into public.access_log (actor_person_id, actor_role, kind, domain_id, resource, result, request_id, ip)
  values (
    context.actor_person_id, context.actor_role, log_access.kind, log_access.domain_id,
    log_access.resource, log_access.result, context.request_id, context.ip
  );
end;
$$;

comment on function private.log_access(text, text, text, uuid) is
'Notes a read of sensitive data, an export, or a coming and going. Called by the RPC that reads, so it cannot be stable.';
revoke execute on function private.log_access(text, text, text, uuid) from public;
grant execute on function private.log_access(text, text, text, uuid) to authenticated, service_role;

create function private.purge_access_log()
returns bigint
language plpgsql
security definer -- definer: nobody holds delete on access_log
set search_path = ''
as $$
declare
  purged bigint;
begin
  delete from public.access_log as l where l.at < now() - interval '13 months';
  get diagnostics purged = row_count;
  return purged;
end;
$$;

comment on function private.purge_access_log() is 'For the daily worker: forgets reads older than 13 months. Returns how many.';
revoke execute on function private.purge_access_log() from public;

-- sql/audit/revertible_tables.sql
-- What may be taken back from the audit log is a list, not a rule: a column that decides who owns a
-- row, or who reads it, must never change by way of an old audit entry.
-- requires: sql/audit/audit_masked_columns.sql sql/platform/touch_row.sql
create table public.revertible_tables (
  resource text not null constraint revertible_tables_pkey primary key,
  permission text not null,
  columns text[] not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint revertible_tables_columns_check check (
    cardinality(columns) > 0
    and not columns && private.audit_masked_columns()
    and not columns && array[
      'id', 'domain_id', 'client_id', 'version', 'created_at', 'created_by', 'updated_at', 'archived_at'
    ]
  )
);

create trigger touch_row before update on public.revertible_tables
for each row execute function private.touch_row();

comment on table public.revertible_tables is
'Tables of which revert_record() brings a row back, keyed by one uuid column id. Tables that are not here are never reverted.';
comment on column public.revertible_tables.resource is 'The table''s name, as in audit_log.resource';
comment on column public.revertible_tables.permission is
'What it takes to edit the table, over all domains: clients.edit';
comment on column public.revertible_tables.columns is
'The columns that are brought back: those that people may update, and no others';

-- sql/audit/restore_columns.sql
-- requires: sql/audit/revertible_tables.sql sql/platform/require_version.sql
create or replace function private.restore_columns(
  target public.revertible_tables,
  row_id uuid,
  earlier jsonb,
  expected_version integer
)
returns jsonb
language plpgsql
volatile
security invoker -- so that the table's own grants and policies have the last word
set search_path = ''
as $$
declare
  current_version integer;
  wanted jsonb;
  assignments text;
  restored jsonb;
begin
  execute format('select t.version from public.%I as t where t.id = $1 for update', target.resource)
  into current_version using row_id;
  if current_version is null then
    perform private.fail('P0002', 'NOT_FOUND', 'no such row');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, current_version);
  end if;
  -- A mask stands for a value that the log does not have.
  select jsonb_object_agg(e.key, e.value), string_agg(format('%1$I = w.%1$I', e.key), ', ')
  into wanted, assignments
  from jsonb_each(earlier) as e
  where e.key = any(target.columns) and e.value not in ('"***"', '"*** changed"');
  if wanted is null then
    perform private.fail('22023', 'NOT_REVERTIBLE', 'this entry holds nothing that may be brought back');
  end if;
  execute format(
    'update public.%1$I as t set %2$s from jsonb_populate_record(null::public.%1$I, $2) as w '
    'where t.id = $1 returning to_jsonb(t)', target.resource, assignments
  ) into restored using row_id, wanted;
  return restored;
exception
  when unique_violation or check_violation then
    perform private.fail('PT409', 'REVERT_CONFLICT', 'an earlier value is taken by another row, or no longer allowed');
end;
$$;

comment on function private.restore_columns(public.revertible_tables, uuid, jsonb, integer) is
'Sets the listed columns of one row to their values in earlier, and returns the row. Columns that earlier lacks or masks stay.';
revoke all on function private.restore_columns(public.revertible_tables, uuid, jsonb, integer) from public;
grant execute on function private.restore_columns(public.revertible_tables, uuid, jsonb, integer) to authenticated;
