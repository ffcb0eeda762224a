-- Whoever sets something for a site, or for all of them, keeps the schema of these settings as it is, and of no others.
-- row: R09
begin;
select plan(4);

-- Where a savepoint was taken back, xmax still names it.
create function pg_temp.locked() returns text language sql as $$
  select string_agg(s.slug, ', ' order by s.slug) from public.config_schemas as s where pg_xact_status(nullif(s.xmax, '0')::text::xid8) = 'in progress'
$$;

select is(pg_temp.locked(), null, 'nothing is locked');
select private.begin_config('welcome', tests.domain('abtasty.com'), 'staff');
select is(pg_temp.locked(), 'welcome', 'for a site');
select private.begin_config('appearance', null, 'staff');
select is(pg_temp.locked(), 'appearance, welcome', 'for all of them');
select is(tests.refusal(format('select private.begin_config(''system'', %L, ''staff'')', tests.domain('abtasty.com'))), '22023 INVALID_INPUT', 'what is set for all is set for no site');

select * from finish();
rollback;
