-- The default grants, written here a second time and by hand: m manage, e edit, v view, - nothing;
-- o view what is the organization's, a edit what is assigned, s view that;
-- for admin staff partner guardian business support client_user. Asked are the helpers, not the table.
-- row: T04 T05 T08 T10 T23 C03 C04 C12 C40
begin;
select plan(18);

create temporary table grid (resource text primary key, levels text) on commit drop;
insert into grid values
('cases', 'meoa-v-'), ('case_documents', 'meoa-v-'), ('donations', 'mvosvv-'),
('refunds', 'me--me-'), ('platform_users', 'me--ve-'), ('tokens', 'm---vv-'),
('orders', 'm---vv-'), ('transactions', 'm---vv-'), ('fees', 'm---mv-'),
('commissions', 'm---mv-'), ('cohorts', 'm---mv-'), ('analytics', 'vvvvvvv'),
('support', 'mm---m-'), ('tickets', 'mm---me'), ('collaborators', 'm------'), ('conversations', 'v----vv'),
('visitors', 'm----vv'), ('accounts', 'v----vv'), ('topics', 'm----vv'),
('ai_sections', 'm----ve'), ('agents', 'm----ve'), ('settings', 'm----ve'),
('integrations', 'm------'), ('clients', 'm------'), ('domains', 'm------'),
('audit', 'v------'), ('access_log', 'v------'), ('compliance', 'v------'),
('events', 'm----v-');

create temporary table actors (place integer, email text, home uuid []) on commit drop;
insert into actors
select a.place, a.email, array(select d.id from public.domains as d where d.site_domain ~ a.home)
from (values
  (1, 'admin@admin.com', ''), (2, 'staff@demo.example', '^toto'), (3, 'partner@demo.example', '^toto'),
  (4, 'guardian@demo.example', '^toto'), (5, 'business@demo.example', '^cooking'),
  (6, 'support@demo.example', '^(cooking|abtasty)\.(example|com)$'),
  (7, 'user@user.com', '^abtasty\.com$')
) as a (place, email, home);

create function pg_temp.expected(place integer) returns table (permission text, reach text)
language sql as $$
  select g.resource || '.' || a.action, a.reach
  from grid as g cross join (values
    ('view', 'domain', 'vem'), ('edit', 'domain', 'em'), ('delete', 'domain', 'm'), ('manage', 'domain', 'm'),
    ('view', 'org', 'o'), ('view', 'assigned', 'as'), ('edit', 'assigned', 'a')
  ) as a (action, reach, levels)
  where strpos(a.levels, substr(g.levels, expected.place, 1)) > 0
$$;

-- Every combination is asked, as that person, of domains_with and of holds; what reaches less than a
-- domain, of my_permissions.
grant select on grid to authenticated;
create function pg_temp.faults(place integer) returns setof text language plpgsql as $$
declare
  actor record;
  answers jsonb;
  narrow jsonb;
begin
  select * into actor from actors where actors.place = faults.place;
  perform tests.as(actor.email, 'aal2');
  select jsonb_agg(jsonb_build_object('permission', g.resource || '.' || a.action,
    'domains', private.domains_with(g.resource || '.' || a.action),
    'held', private.holds(g.resource || '.' || a.action)) order by g.resource, a.action)
  into answers
  from grid as g cross join unnest('{view,edit,delete,manage}'::text []) as a (action);
  select coalesce(jsonb_agg(to_jsonb(p)), '[]') into narrow from public.my_permissions() as p where p.reach <> 'domain';
  perform tests.back();
  return query
  select a.permission || fault.what
  from jsonb_to_recordset(answers) as a (permission text, domains uuid [], held boolean)
  left join pg_temp.expected(faults.place) as e on e.permission = a.permission and e.reach = 'domain'
  cross join lateral (values
    (' reaches ' || cardinality(a.domains) || ' domains', not (a.domains <@ actor.home
      and a.domains @> case when e.permission is not null then actor.home else '{}' end
      and (e.permission is not null or a.domains = '{}'))),
    (' held: ' || a.held, a.held <> (e.permission is not null and faults.place = 1))
  ) as fault (what, is_found)
  where fault.is_found
  union all
  select concat_ws(' ', n.permission, n.reach, 'instead of', e.permission, e.reach)
  from jsonb_to_recordset(narrow) as n (permission text, reach text, domain_ids uuid [])
  full join (select * from pg_temp.expected(faults.place) where expected.reach <> 'domain') as e
    on e.permission = n.permission and e.reach = n.reach and n.domain_ids = actor.home
  where n.permission is null or e.permission is null;
end;
$$;

select is((select count(*) from grid), 29::bigint, 'every resource is in the table of this test');
select is(
  (select array_agg(distinct resource) from public.permissions),
  (select array_agg(resource order by resource) from grid), 'and no other exists'
);
select is((select min(length(levels)) from grid), 7, 'with an answer for each role');
select is((select sum(cardinality(home))::integer from actors), 13, 'the actors work in 13 places');

select is_empty(format('select pg_temp.faults(%s)', place), email || ' may do this and nothing else')
from actors order by place;

select is(
  (select array_agg((select count(*) from pg_temp.expected(place)) order by place) from actors),
  array[98, 18, 4, 6, 22, 30, 13]::bigint [], 'which is as many permissions as counted by hand'
);

-- A test that cannot fail proves nothing: break one cell in each direction.
insert into public.role_permissions values ('client_user', 'fees', 'view');
select is(
  array(select pg_temp.faults(7)), array['fees.view reaches 1 domains'], 'one grant too many is seen'
);
delete from public.role_permissions
where role_key = 'support' and resource = 'conversations';
select is(
  array(select pg_temp.faults(6)), array['conversations.view reaches 0 domains'], 'one too few is seen'
);
update public.role_permissions set reach = 'domain' where role_key = 'partner' and resource = 'cases';
select is(
  array(select pg_temp.faults(3)), array['cases.view reaches 1 domains', 'instead of cases.view org'], 'one too far is seen'
);

-- T10, C03, C04: the rows that the specification names.
select tests.as('staff@demo.example', 'aal2');
select is(
  tests.refusal('select private.require(''collaborators.manage'')'),
  '42501 PERMISSION_DENIED', 'staff: not the team'
);
select is(
  tests.refusal('select private.require(''fees.edit'', tests.domain(''toto.example''))'),
  '42501 PERMISSION_DENIED', 'staff: no fee'
);
select is(
  tests.refusal('select private.require(''cases.edit'', tests.domain(''toto.example''))'),
  null, 'staff: edits a case'
);
select tests.back();
select * from finish();
rollback;
