-- requires: sql/engagement/visitors.sql
create or replace function private.same_visitors(domain_id uuid, visitor_id uuid)
returns uuid []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return coalesce((
    select coalesce(asked.merged_into_id, asked.id) || array(
      select other.id
      from public.visitors as other
      where other.domain_id = asked.domain_id and other.merged_into_id = coalesce(asked.merged_into_id, asked.id)
      order by other.id
    )
    from public.visitors as asked
    where asked.domain_id = same_visitors.domain_id and asked.id = same_visitors.visitor_id
  ), '{}');
end;
$$;

comment on function private.same_visitors(uuid, uuid) is
'The visitor and all that are the same person: the survivor first, then who was merged into it. Empty for nobody.';

revoke all on function private.same_visitors(uuid, uuid) from public;
