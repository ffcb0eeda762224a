-- requires: sql/platform/row_changes.sql
-- A row that is there and not shown is none of the caller's. What he saw and does not see any more leaves because
-- the scope has changed, so only what was deleted is named.
create or replace function private.read_row_changes(changes private.row_changes [])
returns jsonb
language plpgsql
stable
security invoker -- The policies of the table decide what is shown.
set search_path = ''
as $$
declare
  shown jsonb := '[]';
begin
  if changes = '{}' then
    return shown;
  end if;
  execute format(
    'select coalesce(jsonb_agg(jsonb_build_object(
      ''relation'', c.relation, ''id'', c.row_id,
      ''domain_id'', nullif(c.domain_id, ''00000000-0000-0000-0000-000000000000''),
      ''row'', to_jsonb(t) - ''{tsv,idempotency_key,dedupe_key}''::text []
    ) order by c.place), ''[]'')
    from unnest($1) with ordinality as c (domain_id, relation, person_id, row_id, xid, is_deleted, changed_at, place)
    left join public.%I as t on t.id = c.row_id and (t.domain_id = c.domain_id %s)
    where t.id is not null or c.is_deleted',
    changes[1].relation,
    case changes[1].relation
      when 'notifications' then 'is not false and t.recipient_id = c.person_id'
      when 'approvals' then 'is not false'
      else ''
    end
  ) into shown using changes;
  return shown;
end;
$$;

comment on function private.read_row_changes(private.row_changes []) is
'What changes_since() tells of these changes, all of one table.';
revoke all on function private.read_row_changes(private.row_changes []) from public;
grant execute on function private.read_row_changes(private.row_changes []) to authenticated;
