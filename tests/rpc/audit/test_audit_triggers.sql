-- What the triggers write.
-- row: T56
-- row: T55
begin;
select plan(17);

create table public.things (
  id uuid primary key, domain_id uuid, title text, email text, updated_at timestamptz default now(), version integer default 1
);
select private.audit_table('public.things');
create function pg_temp.written() returns bigint language sql as $$
  select count(*) from public.audit_log where resource = 'things' and transaction_id = pg_current_xact_id()
$$;

select set_config('request.headers', '{"user-agent": "probe", "x-forwarded-for": "192.0.2.7, 10.0.0.1", "x-request-id": "r-1"}', true);
insert into public.things (id, domain_id, title, email) values
('00000000-0000-0000-0000-000000000001', tests.domain('abtasty.com'), 'one', 'a@example.com'),
('00000000-0000-0000-0000-000000000002', null, 'two', null);
select is(pg_temp.written(), 2::bigint, 'a row for each inserted row');
select results_eq(
  $$ select domain_id, action, resource_id, actor_role, host(ip), user_agent, request_id, before, after ->> 'email'
     from public.audit_log where resource = 'things' order by id $$,
  $$ values (tests.domain('abtasty.com'), 'insert', '00000000-0000-0000-0000-000000000001', 'system', '192.0.2.7', 'probe', 'r-1', null::jsonb, '***'),
     (null, 'insert', '00000000-0000-0000-0000-000000000002', 'system', '192.0.2.7', 'probe', 'r-1', null, null) $$,
  'with its domain, key, actor and request, personal data masked'
);

update public.things set title = title;
select is(pg_temp.written(), 2::bigint, 'an update that changes nothing writes nothing');
update public.things set updated_at = now() + interval '1 hour', version = version + 1;
select is(pg_temp.written(), 2::bigint, 'nor one that changes only the bookkeeping');
update public.things set title = 'uno' where title = 'one';
select is(pg_temp.written(), 3::bigint, 'one changed row, one audit row');
update public.things set title = case title when 'two' then 'dos' else title end;
select is(pg_temp.written(), 4::bigint, 'of two updated rows only the changed one is written');
select results_eq(
  $$ select before ->> 'title', after ->> 'title', before ->> 'id' from public.audit_log where resource = 'things' and action = 'update' order by id $$,
  $$ values ('one', 'uno', '00000000-0000-0000-0000-000000000001'), ('two', 'dos', '00000000-0000-0000-0000-000000000002') $$,
  'before and after belong to the same row'
);
update public.things set email = 'b@example.com' where title = 'uno';
select is(
  (select (before ->> 'email') || ' -> ' || (after ->> 'email') from public.audit_log where resource = 'things' order by id desc limit 1),
  '*** changed -> *** changed', 'that a masked column changed is told, not from what to what'
);
insert into public.things (id, title) values ('00000000-0000-0000-0000-000000000001', 'again'), ('00000000-0000-0000-0000-000000000003', 'three')
on conflict (id) do update set title = excluded.title;
select is(
  (select array_agg(action order by action) from (select action from public.audit_log where resource = 'things' order by id desc limit 2) as last_two),
  array['insert', 'update'], 'an upsert is told as what it did'
);
delete from public.things where title = 'three';
select is(
  (select action || coalesce(after::text, ' without after') from public.audit_log where resource = 'things' order by id desc limit 1),
  'delete without after', 'a delete keeps the row'
);
select is(pg_temp.written(), 8::bigint, 'nothing else was written');
savepoint before_mistake;
update public.things set title = 'mistake';
rollback to before_mistake;
select is(pg_temp.written(), 8::bigint, 'what is rolled back leaves nothing');

-- Headers that anybody can send must not break a write.
select set_config('request.headers', '{"x-forwarded-for": "not an address", "x-on-behalf-of": "nobody"}', true);
update public.things set title = 'three';
select is((select ip from public.audit_log order by id desc limit 1), null, 'a bad address is left out');
select set_config('request.headers', jsonb_build_object('x-on-behalf-of', tests.person('user@user.com'))::text, true);
create function pg_temp.export() returns void language sql security definer as $$
  select private.audit_event('export', 'things', null, null)
$$;
grant execute on function pg_temp.export() to authenticated, service_role;
select tests.as_service();
select pg_temp.export();
select is(tests.refusal($$ select private.audit_event('export', 'things', null, null) $$), '42501', 'nobody writes there directly');
select tests.as('admin@admin.com');
select is(tests.refusal($$ select pg_temp.export() $$), null, 'a signed-in person can be audited');
select is(tests.refusal($$ select private.audit_event('export', 'things', null, null) $$), '42501', 'nor does a person');
select tests.back();
select results_eq(
  $$ select actor_role, on_behalf_of, actor_person_id from public.audit_log where action = 'export' order by id $$,
  $$ values ('service', tests.person('user@user.com'), null::uuid), ('admin', null, tests.person('admin@admin.com')) $$,
  'only the secret key acts on behalf of somebody'
);

select * from finish();
rollback;
