-- bo db scrub runs these files in one transaction, as postgres: the owner of our tables, no superuser.
-- The key decides what each value becomes. It is drawn anew and forgotten at the end, so nobody can
-- find out an address by hashing guesses; within one run the same value always becomes the same.
set local statement_timeout = 0;
select set_config('app.scrub_key', gen_random_uuid()::text || gen_random_uuid()::text, true);

-- Audit triggers would copy the old values into the log, others would refuse or derive from them.
create temporary table scrub_triggers on commit drop as
select
  t.tgrelid::regclass as table_name,
  t.tgname as name
from pg_trigger as t
inner join pg_class as c on t.tgrelid = c.oid
where
  not t.tgisinternal and t.tgenabled = 'O' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace);

do $$
declare
  found record;
begin
  for found in select * from scrub_triggers loop
    execute format('alter table %s disable trigger %I', found.table_name, found.name);
  end loop;
end;
$$;
