-- Months are created ahead by the daily worker, not by the migration: a schema must not depend on the
-- day on which it was built. A month that already has rows in the default partition stays there.
-- requires: sql/audit/append_only.sql
create function private.ensure_audit_partitions(from_day date default current_date, months integer default 3)
returns integer
language plpgsql
security definer -- definer: only the owner may create partitions
set search_path = ''
as $$
declare
  month timestamptz := date_trunc('month', from_day::timestamp) at time zone 'UTC';
  next_month timestamptz;
  partition text;
  created integer := 0;
begin
  for step in 0 .. months - 1 loop
    next_month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
    partition := 'audit_log_' || to_char(month at time zone 'UTC', 'YYYY_MM');
    if to_regclass('private.' || partition) is null
      and not exists (select from private.audit_log_default as d where d.at >= month and d.at < next_month)
    then
      execute format('create table private.%I partition of public.audit_log for values from (%L) to (%L)',
        partition, month, next_month);
      execute format('alter table private.%I enable row level security', partition);
      execute format('create trigger refuse_truncate before truncate on private.%I '
        'for each statement execute function private.refuse_change()', partition);
      created := created + 1;
    end if;
    month := next_month;
  end loop;
  return created;
end;
$$;

comment on function private.ensure_audit_partitions(date, integer) is
'Creates the missing month partitions of audit_log (UTC months) from from_day on. Returns how many it made.';
revoke execute on function private.ensure_audit_partitions(date, integer) from public;
