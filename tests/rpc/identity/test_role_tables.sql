-- The role matrix again, at the tables themselves: for each of the seven roles, from which domains do
-- rows come? y means the person's own domains, - none; no look-alike, ever.
-- row: T08 R25 R26
begin;
select plan(9);
create temporary table grid (name text, readers text) on commit drop;
-- admin staff partner guardian business support client_user
insert into grid values
('visitors', 'y----yy'), ('visitor_sessions', 'y----yy'), ('session_events', 'y----yy'),
('accounts', 'y----yy'), ('conversations', 'y----yy'), ('messages', 'y----yy');
create temporary table actors (place integer, email text, home text []) on commit drop;
insert into actors values
(1, 'admin@admin.com', array(select site_domain from public.domains)),
(2, 'staff@demo.example', '{toto.example}'), (3, 'partner@demo.example', '{toto.example}'),
(4, 'guardian@demo.example', '{toto.example}'), (5, 'business@demo.example', '{cooking.example}'),
(6, 'support@demo.example', '{abtasty.com,cooking.example}'), (7, 'user@user.com', '{abtasty.com}');

-- The domains whose rows a person reads, found without a filter that could hide a leak.
create function pg_temp.read_from(email text, name text) returns text []
language plpgsql as $$
declare
  ids uuid [];
begin
  perform tests.as(read_from.email);
  execute format('select array_agg(distinct domain_id) from public.%I', read_from.name) into ids;
  perform tests.back();
  return array(
    select d.site_domain from public.domains as d where d.id = any(ids) order by d.site_domain
  );
end;
$$;

select is(
  (select count(*) from grid cross join public.domains where not (
    select array[domains.site_domain] <@ pg_temp.read_from('admin@admin.com', grid.name))),
  0::bigint, 'every table has rows of every domain, so that there is something to hide'
);
select is_empty(
  format(
    'select name, pg_temp.read_from(%1$L, name) from grid where pg_temp.read_from(%1$L, name) <> %2$L::text []
      and substr(readers, %3$s, 1) = ''y''
      or pg_temp.read_from(%1$L, name) <> ''{}'' and substr(readers, %3$s, 1) = ''-''',
    email, (select array_agg(h order by h) from unnest(home) as h), place
  ),
  email || ' reads these tables in these domains, and nothing else'
) from actors order by place;

-- A planted leak is seen: a second permissive policy widens the first.
create policy planted on public.accounts for select to authenticated using (domain_id is not null);
select isnt(
  pg_temp.read_from('user@user.com', 'accounts'), array['abtasty.com'], 'a policy that widens is noticed'
);
select * from finish();
rollback;
