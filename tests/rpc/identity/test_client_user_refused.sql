-- R20: as user@user.com the RPCs about integrations, clients, domains and collaborators all refuse,
-- and their tables are empty. An RPC belongs to them when its comment says which permission it needs.
-- row: R20 R25
begin;
select plan(9);

create temporary table calls on commit drop as
select
  p.proname::text as name,
  format('select public.%I(%s)', p.proname, (
    select string_agg(format('%I => null::%s', a.name, a.type::regtype), ', ' order by a.place)
    from unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid []) with ordinality as a (name, type, place)
  )) as call
from pg_catalog.pg_proc as p
where p.pronamespace = 'public'::regnamespace
  and obj_description(p.oid, 'pg_proc') ~ 'Needs (integrations|clients|domains|collaborators)\.';
grant select on calls to authenticated;

select cmp_ok((select count(*) from calls), '>=', 33::bigint, 'the RPCs are found');
select ok(
  (select array_agg(name) from calls) @> '{assign_domains,create_client,move_domain,invite_collaborator,list_people,set_person_role,why_can,list_integrations,'
  'begin_hubspot_connect,disconnect_integration,integration_detail,set_sync_config,start_sync,list_sync_runs}',
  'among them the best known'
);
select tests.as('user@user.com', 'aal2');
select is_empty(
  'select name, tests.refusal(call) from calls where tests.refusal(call) is distinct from ''42501 PERMISSION_DENIED''',
  'each refuses a client user before it looks at anything'
);
select is((select count(*) from public.clients), 0::bigint, 'no client');
select is((select count(*) from public.domains), 0::bigint, 'no domain');
select is(
  (select count(*) from public.integrations) + (select count(*) from public.visitor_enrichments)
  + (select count(*) from public.sync_configs) + (select count(*) from public.sync_runs)
  + (select count(*) from public.sync_records), 0::bigint, 'no connection'
);
select is((select count(*) from public.memberships) + (select count(*) from public.person_permissions)
  + (select count(*) from public.invitations) + (select count(*) from public.roles), 0::bigint, 'no access of anybody');
select is(
  (select array_agg(email::text) from public.people), array['user@user.com'],
  'no person but himself'
);

-- The same calls reach further as admin: what refuses above is the permission, not the nulls.
select tests.as('admin@admin.com', 'aal2');
select is_empty(
  'select name from calls where tests.refusal(call) = ''42501 PERMISSION_DENIED''', 'none refuses admin for want of permission'
);
select * from finish();
rollback;
