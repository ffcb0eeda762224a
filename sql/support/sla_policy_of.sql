-- requires: sql/support/sla_policies.sql
create or replace function private.sla_policy_of(domain_id uuid)
returns private.sla_policies
language plpgsql
stable
security definer -- definer: reads policies and domains past RLS
set search_path = ''
as $$
declare
  found_policy private.sla_policies;
begin
  select p.* into found_policy
  from public.domains as d
  inner join private.sla_policies as p
    on p.replaced_at is null
    and (p.domain_id = d.id or p.client_id = d.client_id or num_nonnulls(p.domain_id, p.client_id) = 0)
  where d.id = sla_policy_of.domain_id
  order by p.domain_id is null, p.client_id is null
  limit 1;
  return found_policy;
end;
$$;

comment on function private.sla_policy_of(uuid) is
'The policy that counts for a domain now: its own, else its client''s, else that of all; null for none.';
revoke all on function private.sla_policy_of(uuid) from public, anon, authenticated, service_role;
