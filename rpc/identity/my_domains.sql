-- The table of domains stays empty for whoever does not manage them; this tells a person the names of
-- the domains he works in, and nothing of the others.
-- definer: reads domains, clients and memberships past RLS.
create or replace function public.my_domains(after text default null, page_size integer default 100)
returns table (id uuid, site_domain text, client_name text, role_key text, stats_valid_from timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  me uuid := private.require_person();
begin
  if page_size is null or page_size not between 1 and 500 then
    perform private.bad_input('page_size', 'must be between 1 and 500');
  end if;
  return query
  select d.id, d.site_domain, c.name, coalesce(here.role_key, everywhere.role_key), d.stats_valid_from
  from public.domains as d
  inner join public.clients as c on c.id = d.client_id
  left join public.memberships as here
    on here.person_id = me and here.domain_id = d.id and here.valid @> now()
  left join public.memberships as everywhere
    on everywhere.person_id = me and everywhere.is_all_domains
    and everywhere.valid @> now()
  where d.archived_at is null
    and (here.id is not null or everywhere.id is not null)
    and (after is null or d.site_domain > after)
  order by d.site_domain
  limit page_size;
end;
$$;

comment on function public.my_domains(text, integer) is
'The domains in which the caller has a membership, by name. after: the last site_domain of the page before; page_size: 1 to 500. Raises 42501 ACCOUNT_NOT_ACTIVE, 22023.';

revoke all on function public.my_domains(text, integer) from public, anon, service_role;
grant execute on function public.my_domains(text, integer) to authenticated;
