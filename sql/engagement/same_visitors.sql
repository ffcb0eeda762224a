-- requires: sql/engagement/visitors.sql
create or replace function private.same_visitors(domain_id uuid, visitor_id uuid)
returns uuid []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return array(
    select visitor.id
    from public.visitors as asked
    inner join public.visitors as visitor
      on asked.domain_id = visitor.domain_id
      and coalesce(asked.merged_into_id, asked.id) in (visitor.id, visitor.merged_into_id)
    where asked.domain_id = same_visitors.domain_id and asked.id = same_visitors.visitor_id
    order by visitor.merged_into_id is not null, visitor.id
  );
end;
$$;

comment on function private.same_visitors(uuid, uuid) is
'The visitor and all that are the same person: the survivor first, then who was merged into it. Empty for nobody.';

revoke all on function private.same_visitors(uuid, uuid) from public;
