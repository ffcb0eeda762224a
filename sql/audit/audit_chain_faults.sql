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
