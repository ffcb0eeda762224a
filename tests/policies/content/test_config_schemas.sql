-- What can be set: even the names of fields are for who manages settings; written by migrations alone.
-- row: R09
begin;
select plan(21);

select tests.as('admin@admin.com');
select is((select count(*) from public.config_schemas), 13::bigint, 'admin reads them');
select is(tests.refusal('delete from public.config_schemas'), '42501', 'and removes none');
select is(tests.refusal($$update public.config_schemas set access = 'client'$$), '42501', 'changes none');
select is(
  tests.refusal($$insert into public.config_schemas (slug, scope, title, description, json_schema, access)
    values ('own', 'global', 'x', 'x', '{"type": "object"}', 'staff')$$), '42501', 'adds none'
);
select tests.as('user@user.com');
select is((select count(*) from public.config_schemas), 0::bigint, 'a client user reads none');
select tests.as('support@demo.example');
select is((select count(*) from public.config_schemas), 0::bigint, 'nor does support');
select tests.as_anon();
select is(tests.refusal('select from public.config_schemas'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.config_schemas), 13::bigint, 'a worker reads them');
select is(tests.refusal('delete from public.config_schemas'), '42501', 'and removes none');

-- What the owner may write: migrations are held to it as well.
select tests.back();
create function pg_temp.change(assignment text, slug text default 'welcome') returns text language plpgsql as $$
begin
  execute format('update public.config_schemas set %s where slug = %L', assignment, slug);
  return 'taken';
exception
  when sqlstate '22023' then return sqlerrm;
  when check_violation then return 'check';
end;
$$;
select is(pg_temp.change($$title = 'Hello'$$), 'taken', 'a schema that suits is taken');
select is(
  pg_temp.change($$json_schema = json_schema || '{"propertyNames": {}}'$$),
  'config schema welcome: /propertyNames: is not known', 'a keyword that is not known is refused'
);
select is(
  pg_temp.change($$json_schema = jsonb_set(json_schema, '{properties,headline,x-access}', '"staff"')$$),
  'config schema welcome: /properties/headline: x-access: does not suit the access of the whole',
  'access of a field that the whole does not have'
);
select is(
  pg_temp.change($$merge_strategy = 'replace'$$, 'identity'),
  'config schema identity: : merge_strategy: replace suits no mixed access', 'a whole that would drop what others hold'
);
select is(
  pg_temp.change($$merge_strategy = 'replace', json_schema = json_schema || '{"propertyNames": {}}'$$, 'identity'),
  'config schema identity: /propertyNames: is not known', 'of two faults the first is named'
);
select is(
  pg_temp.change($$default_config = '{"delay_seconds": -1}'$$),
  'config schema welcome: /delay_seconds: default_config: must be at least 0', 'a default that is not valid'
);
select is(
  pg_temp.change($$json_schema = jsonb_set(json_schema, '{properties,delay_seconds,minimum}', '3')$$),
  'config schema welcome: abtasty.com /delay_seconds: what was set before: must be at least 3',
  'what was set for a site must stay valid'
);
select is(
  pg_temp.change($$json_schema = jsonb_set(json_schema, '{properties,requests_per_minute,maximum}', '899')$$, 'system'),
  'config schema system: /requests_per_minute: what was set before: must be at most 899', 'so must what was set for all'
);
select is(pg_temp.change($$enabled_by_default = false$$, 'identity'), 'check', 'what is no feature is on');
select is(pg_temp.change($$json_schema = '{}'$$), 'check', 'settings are an object');
select is(pg_temp.change($$scope = 'site'$$), 'check', 'the scope is one of two');
select is(
  tests.refusal($$delete from public.config_schemas where slug = 'welcome'$$), '23503', 'what was set keeps its schema'
);

select * from finish();
rollback;
