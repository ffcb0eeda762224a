-- The one place that inserts into audit_log.
-- requires: sql/audit/audit_context.sql sql/audit/audit_seals.sql sql/audit/audit_masked_columns.sql
create function private.audit_write(
  action text,
  resource text,
  key_columns text[],
  masked text[],
  before_rows jsonb[],
  after_rows jsonb[]
)
returns void
language plpgsql
set search_path = ''
as $$
declare
  context record := private.audit_context();
  first_id bigint;
begin
  with changes as (
    select coalesce(c.new_row, c.old_row) as full_row, c.old_row, c.new_row
    from unnest(before_rows, after_rows) as c (old_row, new_row)
    where c.old_row is distinct from c.new_row
  ), written as (
    insert into public.audit_log (
      domain_id, actor_person_id, actor_role, on_behalf_of, action, resource, resource_id,
      request_id, ip, user_agent, aal, amr, reason, before, after
    )
    select
      (c.full_row ->> 'domain_id')::uuid,
      context.actor_person_id, context.actor_role, context.on_behalf_of, audit_write.action, audit_write.resource,
      case cardinality(key_columns) when 1 then c.full_row ->> key_columns[1] else (
        select string_agg(c.full_row ->> k.name, ',' order by k.place)
        from unnest(key_columns) with ordinality as k (name, place)
      ) end,
      context.request_id, context.ip, context.user_agent, context.aal, context.amr, context.reason,
      case when masked = '{}' then c.old_row else private.audit_mask(c.old_row, c.new_row, masked) end,
      case when masked = '{}' then c.new_row else private.audit_mask(c.new_row, c.old_row, masked) end
    from changes as c
    returning id
  )
  select min(w.id) into first_id from written as w;
  perform private.open_audit_seal(first_id);
end;
$$;

comment on function private.audit_write(text, text, text[], text[], jsonb[], jsonb[]) is
'Appends one audit row for each row that differs. before_rows and after_rows pair by position; null for insert or delete.';
revoke execute on function private.audit_write(text, text, text[], text[], jsonb[], jsonb[]) from public;
