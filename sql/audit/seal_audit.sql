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
