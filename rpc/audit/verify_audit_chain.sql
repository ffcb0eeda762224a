-- Proves that the log is what was written. Whoever owns the database could rewrite a chain from some
-- seal to its end: keep head_hash somewhere else now and then, and compare.
-- Some 70,000 rows a second: the nightly worker, whose statements do not time out, checks long chains.
create or replace function public.verify_audit_chain(domain_id uuid default null)
returns table (
  chain_domain_id uuid,
  rows_checked bigint,
  is_ok boolean,
  first_broken_id bigint,
  fault text,
  head_number bigint,
  head_hash text
)
language plpgsql
stable
security definer -- definer: reads the seals; the permission is checked for every chain
set search_path = ''
as $$
declare
  platform constant uuid := '00000000-0000-0000-0000-000000000000'::uuid;
  chains uuid[] := array[verify_audit_chain.domain_id];
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  is_worker boolean := coalesce(claims ->> 'role' = 'service_role', false);
begin
  if verify_audit_chain.domain_id is not null then
    if not is_worker then
      perform private.require('audit.view', verify_audit_chain.domain_id);
    end if;
  elsif is_worker or private.holds('audit.view') then
    -- A deleted domain's chain stays, so the chains are asked, not the domains alone.
    chains := array(
      select h.chain_id from private.audit_heads as h
      where is_worker
        or h.chain_id = any((select private.domains_with('audit.view'))::uuid [])
        or not exists (select from public.domains as d where d.id = h.chain_id)
    );
  else
    chains := private.domains_with('audit.view');
    if chains = '{}' then
      perform private.require('audit.view');
    end if;
  end if;
  return query
  select nullif(h.chain_id, platform),
    (
      select coalesce(sum(cardinality(s.row_ids)), 0)::bigint
      from private.audit_seals as s where s.chain_id = h.chain_id
    ),
    f.fault is null, f.audit_id, f.fault, h.number, encode(h.hash, 'hex')
  from private.audit_heads as h
  left join lateral (
    select c.audit_id, c.fault from private.audit_chain_faults(h.chain_id) as c order by c.audit_id nulls last limit 1
  ) as f on true
  where h.chain_id = any(chains)
  order by h.chain_id;
end;
$$;

comment on function public.verify_audit_chain(uuid) is
'Checks the hash chain of one domain, or of every chain the caller may view: rows sealed, is_ok, the first broken audit row and its fault '
'(ROW_EDITED, ROW_REMOVED, ROW_INSERTED, SEAL_EDITED, SEAL_REMOVED). chain_domain_id null: the platform. With the secret key: any chain. Errors: 42501 PERMISSION_DENIED.';
revoke execute on function public.verify_audit_chain(uuid) from public, anon;
grant execute on function public.verify_audit_chain(uuid) to authenticated, service_role;
