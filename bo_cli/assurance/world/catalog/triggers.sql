select
  t.tgrelid::bigint as owner,
  t.tgname as name,
  t.tgenabled::text as enabled,
  t.tgfoid::regprocedure::text as function,
  t.tgtype & 1 <> 0 as is_for_each_row,
  case when t.tgtype & 2 <> 0 then 'before' when t.tgtype & 64 <> 0 then 'instead of' else 'after' end
    as timing,
  array_remove(array[
    case when t.tgtype & 4 <> 0 then 'insert' end, case when t.tgtype & 16 <> 0 then 'update' end,
    case when t.tgtype & 8 <> 0 then 'delete' end, case when t.tgtype & 32 <> 0 then 'truncate' end
  ], null) as events,
  pg_get_triggerdef(t.oid) as definition
from pg_trigger as t
where not t.tgisinternal
order by t.tgrelid, t.tgname
