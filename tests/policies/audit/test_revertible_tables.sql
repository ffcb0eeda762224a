-- What may be reverted: who reads the list, and what can never be on it.
-- row: T56
begin;
select plan(16);

select is(
  (select array_agg(resource || ' ' || permission || ' ' || columns::text order by resource) from public.revertible_tables),
  array['clients clients.edit {name,plan,status}', 'domains domains.edit {environment,verified_at,stats_valid_from}'],
  'this is the list'
);
select is(
  (
    select array_agg(t.resource || '.' || c.name) from public.revertible_tables as t cross join unnest(t.columns) as c (name)
    where not coalesce(has_column_privilege('authenticated', 'public.' || t.resource, c.name, 'update'), false)
  ), null, 'each column on it is one that people may update'
);
select is(
  (
    select array_agg(t.resource) from public.revertible_tables as t
    where t.permission <> t.resource || '.edit'
      or not exists (select from public.permissions as p where p.resource || '.' || p.action = t.permission)
  ), null, 'each permission is that of editing the table'
);
select is(
  (
    select array_agg(t.resource) from public.revertible_tables as t
    where not exists (
      select from pg_index as i join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = to_regclass('public.' || t.resource) and i.indisprimary and i.indnkeyatts = 1
        and a.attname = 'id' and a.atttypid = 'uuid'::regtype
    )
  ), null, 'each table has the key that revert_record() asks for'
);
select is(
  tests.refusal(format('update public.revertible_tables set columns = array[''plan'', %L] where resource = ''clients''', c.name)),
  '23514', c.name || ' can never be listed'
)
from unnest(array['id', 'domain_id', 'version', 'created_by', 'archived_at', 'email']) as c (name);

select tests.as('admin@admin.com');
select is((select count(*) from public.revertible_tables), 2::bigint, 'admin reads the list');
select is(tests.refusal('update public.revertible_tables set columns = ''{name}'''), '42501', 'and cannot change it');
select tests.as('user@user.com');
select is((select count(*) from public.revertible_tables), 2::bigint, 'so does a client user');
select is(tests.refusal('insert into public.revertible_tables values (''people'')'), '42501', 'who adds nothing');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.revertible_tables), 0::bigint, 'an account without a person reads nothing');
select tests.as_anon();
select is(tests.refusal('select from public.revertible_tables'), '42501', 'anon does not read it');

select * from finish();
rollback;
