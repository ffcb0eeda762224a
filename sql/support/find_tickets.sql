-- requires: sql/support/tickets.sql sql/support/ticket_filter.sql
create or replace function private.find_tickets(wanted private.ticket_filter)
returns table (domain_id uuid, id uuid, created_at timestamptz)
language plpgsql
stable
security definer -- definer: under row security the search of texts could not use its index
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
set jit = off -- A limit makes the plan cheaper than it looks: compiling it costs more than reading.
as $$
begin
  return query
  select page.*
  from unnest((wanted).domain_ids) as tenant (id)
  cross join lateral (
    select t.domain_id, t.id, t.created_at
    from public.tickets as t
    where
      t.domain_id = tenant.id
      and ((wanted).reporter_id is null or t.reporter_id = (wanted).reporter_id)
      and ((wanted).after_at is null or (t.created_at, t.id, t.domain_id)
        < ((wanted).after_at, (wanted).after_id, (wanted).after_domain_id))
      and ((wanted).status is null or t.status = any((wanted).status))
      and ((wanted).kind is null or t.kind = (wanted).kind)
      and ((wanted).priority is null or t.priority = (wanted).priority)
      and ((wanted).assignee_id is null or t.assignee_id = (wanted).assignee_id)
      and ((wanted).platform_user_id is null or t.platform_user_id = (wanted).platform_user_id)
      and ((wanted).order_id is null or t.order_id = (wanted).order_id)
      and ((wanted).case_id is null or t.case_id = (wanted).case_id)
      and ((wanted).is_unassigned is null or (t.assignee_id is null) = (wanted).is_unassigned)
      -- In the words of tickets_overdue_idx, then which of these are.
      and ((wanted).is_overdue is distinct from true or t.is_response_late or t.is_resolution_late
        or t.response_due_at is not null or t.resolution_due_at is not null)
      and ((wanted).is_overdue is null or (wanted).is_overdue = coalesce(
        t.is_response_late or t.is_resolution_late or t.response_due_at < now() or t.resolution_due_at < now(), false
      ))
      and ((wanted).query is null or t.tsv @@ (wanted).query)
    order by t.created_at desc, t.id desc
    limit (wanted).page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit (wanted).page_size;
end;
$$;

comment on function private.find_tickets(private.ticket_filter) is
'The tickets of these domains that the filter means, newest first. Whether the caller may see them is asked before.';
revoke all on function private.find_tickets(private.ticket_filter) from public, anon, authenticated, service_role;
