-- A list answers 42501 to whoever holds its permission nowhere: an empty list would say "no rows yet".
-- row: R20
begin;
select plan(6);

-- These two are about the caller, or the same for everybody.
create temporary table lists on commit drop as
select
  p.proname::text as name,
  format('select public.%I(%s)', p.proname, (
    select string_agg(format('%I => null::%s', a.name, a.type::regtype), ', ' order by a.place)
    from unnest(p.proargnames[1:p.pronargs - p.pronargdefaults], p.proargtypes::oid [])
      with ordinality as a (name, type, place)
    where a.name is not null
  )) as call
from pg_catalog.pg_proc as p
where p.pronamespace = 'public'::regnamespace
  and p.proname ~ '^(list|search)_' and p.proname not in ('list_notifications', 'list_texts')
  and has_function_privilege('authenticated', p.oid, 'execute');
grant select on lists to authenticated;
select ok(
  (select array_agg(name) from lists)
  @> '{list_accounts,list_conversations,list_invitations,list_people,list_visitors,search_conversations}',
  'the lists are found'
);

insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
update public.memberships set role_key = 'probe' where person_id = tests.person('user@user.com');
select tests.as('user@user.com', 'aal2');
select is_empty(
  $$select name, tests.refusal(call) from lists where tests.refusal(call) is distinct from '42501 PERMISSION_DENIED'$$,
  'each refuses whoever holds nothing'
);
select tests.as('admin@admin.com', 'aal2');
select is_empty(
  $$select name from lists where tests.refusal(call) = '42501 PERMISSION_DENIED'$$, 'and does not refuse admin'
);

-- What is held in one domain is listed from there, and what is held in none but archived ones nowhere.
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('user@user.com'), 'visitors', 'view', 'allow', tests.domain('abtasty.com'), 'a trial');
select tests.as('user@user.com');
select is(tests.refusal('select public.list_visitors()'), null, 'held in one domain: answered');
select tests.back();
update public.domains set archived_at = now() where id = tests.domain('abtasty.com');
select tests.as('user@user.com');
select is(
  tests.refusal('select public.list_visitors()'), '42501 PERMISSION_DENIED', 'held in an archived domain alone: refused'
);
select tests.back();
update public.domains set archived_at = now() where archived_at is null;
select tests.as('admin@admin.com');
select is(tests.refusal('select public.list_visitors()'), null, 'held everywhere, and there is no domain: answered');

select * from finish();
rollback;
