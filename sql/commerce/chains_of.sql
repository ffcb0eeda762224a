-- requires: sql/commerce/tokens.sql
-- A step of the index for each chain, however many tokens there are.
create or replace function private.chains_of(domain_id uuid)
returns text []
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
begin
  return array(
    with recursive known as (
      (select t.chain from public.tokens as t where t.domain_id = chains_of.domain_id order by t.chain limit 1)
      union all
      select (
        select t.chain from public.tokens as t
        where t.domain_id = chains_of.domain_id and t.chain > known.chain
        order by t.chain limit 1
      )
      from known
      where known.chain is not null
    )
    select known.chain from known where known.chain is not null
  );
end;
$$;

comment on function private.chains_of(uuid) is 'The chains of which a domain has tokens.';
revoke all on function private.chains_of(uuid) from public, anon, authenticated, service_role;
