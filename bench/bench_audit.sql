-- Tables for bench_audit.py: an ordinary tenant table, four times.
do $$
declare
  variant text;
begin
  foreach variant in array array['without_audit', 'log_and_chain', 'log_alone', 'hashes_in_the_log'] loop
    execute format($ddl$
      create table public.bench_%1$s (
        domain_id uuid not null references public.domains (id),
        id uuid not null default private.new_id(),
        title text not null,
        status text not null default 'open',
        score integer not null,
        visitor_id uuid not null default gen_random_uuid(),
        note text not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        primary key (domain_id, id)
      );
      create index on public.bench_%1$s (domain_id, status, created_at desc);
      create index on public.bench_%1$s (domain_id, visitor_id);
      create trigger touch_row before update on public.bench_%1$s
      for each row execute function private.touch_row();
      insert into public.bench_%1$s (domain_id, title, score, note)
      select '10000000-0000-4000-8000-000000000001', 'Conversation ' || i, i, repeat('lorem ipsum ', 10)
      from generate_series(1, 20000) as i;
      alter table public.bench_%1$s enable row level security;
      grant select, update on public.bench_%1$s to authenticated;
      create policy member on public.bench_%1$s to authenticated
      using (domain_id = any((select private.domains_with('conversations.view'))::uuid[]));
      analyze public.bench_%1$s;
    $ddl$, variant);
  end loop;
end;
$$;
select private.audit_table('public.bench_log_and_chain');

-- The same log without a chain, and with hashes in its rows.
create function private.bench_log() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  before_rows jsonb[];
  after_rows jsonb[];
begin
  select array_agg(to_jsonb(o) - '{updated_at,version}'::text[]) into before_rows from old_rows as o;
  select array_agg(to_jsonb(n) - '{updated_at,version}'::text[]) into after_rows from new_rows as n;
  perform private.audit_write('update', tg_table_name, '{id}', '{}', before_rows, after_rows);
  -- Not sealed at commit.
  delete from private.audit_open as o where o.transaction_id = pg_current_xact_id();
  return null;
end;
$$;
create table private.bench_head (hash bytea not null);
insert into private.bench_head values ('\x');
create table private.bench_open (transaction_id xid8 not null, first_id bigint not null);
alter table public.audit_log add column previous_hash bytea, add column hash bytea;
alter table public.audit_log disable trigger refuse_change;
create function private.bench_chain() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  previous bytea;
  link record;
begin
  select h.hash into previous from private.bench_head as h for update;
  for link in
    select d.id, d.at, d.digest from private.audit_digests as d
    where d.id >= new.first_id and d.at = now() and d.transaction_id = new.transaction_id order by d.id
  loop
    update public.audit_log as l set previous_hash = previous, hash = sha256(previous || link.digest)
    where l.id = link.id and l.at = link.at returning l.hash into previous;
  end loop;
  update private.bench_head set hash = previous;
  delete from private.bench_open as o where o.transaction_id = new.transaction_id;
  return null;
end;
$$;
create constraint trigger bench_chain after insert on private.bench_open
deferrable initially deferred for each row execute function private.bench_chain();
create function private.bench_note() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into private.bench_open select pg_current_xact_id(), max(l.id) - 99 from public.audit_log as l;
  return null;
end;
$$;
create trigger a_log after update on public.bench_log_alone
referencing old table as old_rows new table as new_rows for each statement execute function private.bench_log();
create trigger a_log after update on public.bench_hashes_in_the_log
referencing old table as old_rows new table as new_rows for each statement execute function private.bench_log();
create trigger b_note after update on public.bench_hashes_in_the_log
for each statement execute function private.bench_note();
