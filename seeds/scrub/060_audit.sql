-- The log tells what rows were before, and its chain would not bear an edit: it goes as a whole, and a
-- new one begins with the event that says so.
create temporary table scrub_removed on commit drop as
select count(*) as audit_rows from public.audit_log;

delete from public.audit_log;
delete from private.audit_seals;
delete from private.audit_heads;
delete from private.audit_open;

do $$
declare
  found record;
begin
  for found in select * from scrub_triggers loop
    execute format('alter table %s enable trigger %I', found.table_name, found.name);
  end loop;
end;
$$;

select private.audit_event(
  'scrub', 'database', null, null,
  jsonb_build_object('audit_rows_removed', scrub_removed.audit_rows),
  'bo db scrub replaced personal data and removed the audit log with its chains'
)
from scrub_removed;
