-- For bench_permissions.py: 200 domains, 1,000 people in up to three of them, and two functions.
insert into public.clients (name)
select 'bench ' || i from generate_series(1, 100) as i;

insert into public.domains (client_id, site_domain)
select c.id, 'bench' || i || '.example'
from generate_series(1, 194) as i
inner join public.clients as c on c.name = 'bench ' || (i % 100 + 1);

insert into public.people (email, role_key, status, auth_user_id)
select 'bench' || i || '@x.example', 'client_user', 'active', gen_random_uuid()
from generate_series(1, 993) as i;

insert into public.memberships (person_id, role_key, domain_id)
select p.id, 'client_user', d.id
from public.people as p
cross join lateral (
  select domains.id from public.domains
  order by md5(p.id::text || domains.id::text)
  limit 3
) as d
where p.email::text like 'bench%';

analyze;

create function pg_temp.nothing(permission text)
returns uuid []
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return '{}';
end;
$$;

create function pg_temp.loop_of(statement text, calls integer)
returns double precision
language plpgsql
as $$
declare
  started timestamptz;
  rounds double precision [] := '{}';
begin
  for round in 1..5 loop
    started := clock_timestamp();
    for i in 1..calls loop
      execute statement;
    end loop;
    rounds := rounds || extract(epoch from clock_timestamp() - started)::double precision * 1e6 / calls;
  end loop;
  return (select percentile_cont(0.5) within group (order by r) from unnest(rounds) as r);
end;
$$;

grant execute on all functions in schema pg_temp to authenticated;
