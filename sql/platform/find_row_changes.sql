-- requires: sql/platform/row_changes.sql sql/platform/change_scopes.sql sql/identity/current_person_id.sql
create or replace function private.find_row_changes(relation text, after text, page_size integer)
returns private.row_changes []
language plpgsql
stable
security definer -- definer: nobody reads row_changes; it works out itself whose rows the caller may hear of
set search_path = ''
as $$
declare
  me constant uuid := private.current_person_id();
  -- What is older than every transaction that still runs is there to be read, all of it.
  horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  last_xid constant xid8 := split_part(after, '.', 1)::xid8;
  last_row constant uuid := split_part(after, '.', 2)::uuid;
  last_domain constant uuid := split_part(after, '.', 3)::uuid;
  scope record;
begin
  select s.* into scope from private.change_scopes() as s where s.relation = find_row_changes.relation;
  return array(
    select page from (
      select r.*
      from unnest(scope.domain_ids || case when scope.row_ids <> '{}' then private.member_domains() end) as tenant (id)
      cross join lateral (
        select n.* from private.row_changes as n
        where n.domain_id = tenant.id and n.relation = scope.relation and n.xid < horizon
          and (n.xid, n.row_id, n.domain_id) > (last_xid, last_row, last_domain)
          and (n.domain_id = any(scope.domain_ids) or n.row_id = any(scope.row_ids))
        order by n.xid, n.row_id limit page_size
      ) as r
      union
      (
        select n.* from private.row_changes as n
        where n.person_id = me and n.relation = scope.relation and n.xid < horizon
          and (n.xid, n.row_id, n.domain_id) > (last_xid, last_row, last_domain)
        order by n.xid, n.row_id, n.domain_id limit page_size
      )
    ) as page
    order by page.xid, page.row_id, page.domain_id
    limit page_size
  );
end;
$$;

comment on function private.find_row_changes(text, text, integer) is
'The next changes of a table in the order of their transactions, of rows that the caller may see or could: a policy has the last word. after: xid.row.domain, the last one of before.';
revoke all on function private.find_row_changes(text, text, integer) from public;
grant execute on function private.find_row_changes(text, text, integer) to authenticated;
