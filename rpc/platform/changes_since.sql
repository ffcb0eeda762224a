create or replace function public.changes_since(after text default null, page_size integer default 200)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  place constant text := '^(\d{1,19}(?:\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}){2})\.';
  origin constant text := '0.00000000-0000-0000-0000-000000000000.00000000-0000-0000-0000-000000000000';
  before constant jsonb := private.read_change_cursor(after);
  cursors jsonb := jsonb_build_object('at', floor(extract(epoch from now())));
  resets text [] := '{}';
  told jsonb := '[]';
  remaining integer := private.check_page_size(page_size);
  scope record;
  reached text;
  page private.row_changes [];
begin
  perform private.require_person();
  for scope in select s.relation, s.print from private.change_scopes() as s
  loop
    reached := substring(before ->> scope.relation from place || scope.print || '$');
    -- What lies ahead of all that can be read was told by another database.
    if (split_part(reached, '.', 1)::xid8 < pg_snapshot_xmin(pg_current_snapshot())) is not true then
      resets := resets || scope.relation;
      reached := origin;
    end if;
    page := private.find_row_changes(scope.relation, reached, remaining);
    told := told || private.read_row_changes(page);
    remaining := remaining - cardinality(page);
    if page <> '{}' then
      reached := concat_ws('.', page[cardinality(page)].xid, page[cardinality(page)].row_id, page[cardinality(page)].domain_id);
    end if;
    cursors := cursors || jsonb_build_object(scope.relation, concat_ws('.', reached, scope.print));
  end loop;
  return jsonb_build_object('changes', told, 'resets', resets, 'cursor', cursors::text, 'has_more', remaining = 0);
end;
$$;

comment on function public.changes_since(text, integer) is
'What a telephone needs to keep its copy of notifications, tickets, ticket comments, cases, alerts and approvals like the tables as the caller sees them: {resets (tables of which the copy is to be emptied first), changes (relation, domain_id, id, and the row as it is now; row null: it was deleted), cursor, has_more}. '
'Apply a page, keep its cursor, and ask again while has_more. What comes twice does no harm. after: the cursor of the page before; null at first, or to begin anew. page_size: 1 to 500. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';
revoke all on function public.changes_since(text, integer) from public, anon, service_role;
grant execute on function public.changes_since(text, integer) to authenticated;
