-- requires: sql/identity/domains_with.sql sql/identity/member_domains.sql sql/identity/holds.sql sql/rescue/cases_with.sql
create or replace function private.change_scopes()
returns table (relation text, domain_ids uuid [], row_ids uuid [], print text)
language plpgsql
stable
security definer -- definer: approvals of every domain are for whoever manages collaborators
rows 6
set search_path = ''
as $$
declare
  nobody constant uuid [] := '{}';
  in_mine constant text := (select string_agg(m.id::text, ',' order by m.id) from unnest(private.member_domains()) as m (id));
  tickets_in constant uuid [] := private.domains_with('tickets.view');
  -- In one order, whatever else is in the tables.
  single_cases constant uuid [] := array(select c.id from unnest(private.cases_with('cases.view')) as c (id) order by c.id);
  approvals_in uuid [] := private.domains_with('fees.manage') || private.domains_with('commissions.manage');
begin
  if private.holds('collaborators.manage') then
    approvals_in := array(select d.id from public.domains as d) || '00000000-0000-0000-0000-000000000000'::uuid;
  end if;
  return query
  select s.relation, s.domain_ids, s.row_ids, md5(concat_ws(
    '/', in_mine, (select string_agg(seen.id::text, ',' order by seen.id) from unnest(s.domain_ids) as seen (id)),
    '/', (select string_agg(seen.id::text, ',' order by seen.id) from unnest(s.row_ids) as seen (id))
  ))
  from (
    values
    ('alerts', private.domains_with('events.view'), nobody),
    ('approvals', approvals_in, nobody),
    ('cases', private.domains_with('cases.view'), single_cases),
    ('notifications', nobody, nobody),
    ('ticket_comments', tickets_in, nobody),
    ('tickets', tickets_in, nobody)
  ) as s (relation, domain_ids, row_ids)
  order by s.relation;
end;
$$;

comment on function private.change_scopes() is
'Of each table that changes_since() tells of, what the policies let the caller see besides own rows: all of domain_ids, and row_ids. print: changes when any of that does.';
revoke all on function private.change_scopes() from public;
grant execute on function private.change_scopes() to authenticated;
