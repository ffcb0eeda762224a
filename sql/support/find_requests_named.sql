-- requires: sql/platform/search_hit.sql sql/support/tickets.sql sql/rescue/find_cases.sql sql/rescue/read_case_filter.sql
-- requires: sql/rescue/cases_with.sql sql/identity/permitted_among.sql sql/identity/member_domains.sql
create or replace function private.find_requests_named(domain_ids uuid [], name text, most integer)
returns setof private.search_hit
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_custom_plan -- Leaves out the number where none is asked for.
set jit = off
as $$
declare
  words constant tsquery := websearch_to_tsquery('private.plain_words', name);
  wanted_number constant integer := substring(name from '^#?([0-9]{1,9})$')::integer;
  whole constant uuid [] := private.permitted_among('tickets.view', domain_ids);
  case_domains constant uuid [] := private.permitted_among('cases.view', domain_ids);
  others constant uuid [] := array(
    select mine.id from unnest(private.member_domains()) as mine (id) where domain_ids is null or mine.id = any(domain_ids)
  );
begin
  return query
  select 'ticket', t.domain_id, t.id, '#' || t.number || ' ' || t.title, t.status, t.matched, t.is_exact
  from (
    select w.id, null from unnest(whole) as w (id)
    union all
    select o.id, private.current_person_id() from unnest(others) as o (id) where o.id <> all(whole)
  ) as tenant (id, reporter_id)
  cross join lateral (
    (
      select n.*, 'number' as matched, true as is_exact from public.tickets as n
      where n.domain_id = tenant.id and n.number = wanted_number
        and (tenant.reporter_id is null or n.reporter_id = tenant.reporter_id)
    )
    union all
    (
      select s.*, 'words', false from public.tickets as s
      where s.domain_id = tenant.id and s.tsv @@ words and s.number is distinct from wanted_number
        and (tenant.reporter_id is null or s.reporter_id = tenant.reporter_id)
      order by s.created_at desc, s.id desc limit most
    )
  ) as t
  union all
  select 'case', c.domain_id, c.id, c.code || ' ' || c.title, c.status, 'words', lower(c.code) = lower(name)
  from private.find_cases(
    private.read_case_filter(jsonb_build_object('text', name)), case_domains,
    array(select o.id from unnest(others) as o (id) where o.id <> all(case_domains)),
    private.cases_with('cases.view'), null, null, null, most
  ) as found
  inner join public.cases as c on found.domain_id = c.domain_id and found.id = c.id;
end;
$$;

comment on function private.find_requests_named(uuid [], text, integer) is
'Tickets by number or words, and cases by words, of these domains or of all, as far as the caller sees them: his own tickets, too, and cases that he sees alone. most: of those found by words, in each domain.';
revoke all on function private.find_requests_named(uuid [], text, integer)
from public, anon, authenticated, service_role;
