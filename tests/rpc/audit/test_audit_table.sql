-- What audit_table() attaches: the key without the tenant names the row, personal columns are masked.
-- row: T25 T55
begin;
select plan(8);

create table public.sheds (
  domain_id uuid not null, id uuid not null, size integer, name text, email text, primary key (domain_id, id), unique (name)
);
create table public.doors (id uuid primary key, shed text, handle text);
alter table public.doors drop column handle;
select private.audit_table('public.sheds');
select private.audit_table('public.doors');

select is(
  (select array_agg(tgname order by tgname) from pg_trigger where tgrelid = 'public.sheds'::regclass and not tgisinternal),
  '{audit_delete,audit_insert,audit_update}'::name [], 'three triggers'
);
select is(
  (
    select array_agg(distinct substring(pg_get_triggerdef(oid) from '\((.*)\)$')) from pg_trigger
    where tgrelid = 'public.sheds'::regclass and not tgisinternal
  ), array[$$'{id}', '{email}'$$], 'which know the key, and the columns of this table that are masked'
);
insert into public.sheds values
(tests.domain('abtasty.com'), '40000000-0000-4000-8000-000000000001', 3, 'red', 'jo@acme.example');
update public.sheds set size = 4;
delete from public.sheds;
select results_eq(
  $$select action, resource_id, domain_id from public.audit_log where resource = 'sheds' order by id$$,
  format(
    $$select action, '40000000-0000-4000-8000-000000000001', %L::uuid
    from unnest(array['insert', 'update', 'delete']) as action$$, tests.domain('abtasty.com')
  ), 'each write names its row by the id, and its domain'
);
select is(
  (select count(*) from public.audit_log where resource = 'sheds' and concat(before, after) ~ 'jo@acme'), 0::bigint,
  'an address is masked'
);
select is(
  (select count(*) from public.audit_log where resource = 'sheds' and concat(before, after) ~ 'red'), 3::bigint,
  'what is nobody''s is not'
);
insert into public.doors values ('40000000-0000-4000-8000-000000000002', 'red');
select is(
  (select resource_id || ' ' || (domain_id is null) from public.audit_log where resource = 'doors'),
  '40000000-0000-4000-8000-000000000002 true', 'a table without tenants has its key alone'
);
select private.audit_table('public.sheds');
select is(
  (select count(*) from pg_trigger where tgrelid = 'public.sheds'::regclass and not tgisinternal), 3::bigint,
  'again, after a column was added: still three'
);
select private.audit_table('public.sheds', '{name}');
insert into public.sheds values
(tests.domain('abtasty.com'), '40000000-0000-4000-8000-000000000003', 3, 'blue', 'jo@acme.example');
select is(
  (select after ->> 'name' from public.audit_log where resource_id = '40000000-0000-4000-8000-000000000003'), '***',
  'a column that is personal in this table alone is masked where the table says so'
);

select * from finish();
rollback;
