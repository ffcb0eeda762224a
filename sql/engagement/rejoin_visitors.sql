-- requires: sql/engagement/absorb_visitor.sql sql/engagement/visitor_consents.sql
-- requires: sql/engagement/merge_lock_key.sql
-- A withdrawal leaves each visitor for itself. Where both come back, they are still one person.
create or replace function private.rejoin_visitors(batch_size integer)
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  pair record;
  joined integer := 0;
begin
  for pair in
    select consent.domain_id, consent.visitor_id as merged_id, survivor.visitor_id as survivor_id
    from private.visitor_consents as consent
    inner join private.visitor_consents as survivor
      on consent.domain_id = survivor.domain_id and consent.person = survivor.digest
    inner join public.visitors as visitor
      on consent.domain_id = visitor.domain_id and consent.visitor_id = visitor.id
    inner join public.visitors as stays
      on survivor.domain_id = stays.domain_id and survivor.visitor_id = stays.id
    where consent.digest <> consent.person and consent.withdrawn_at is not null
      and visitor.merged_into_id is null and stays.merged_into_id is null
    order by consent.domain_id, consent.digest
    limit batch_size
  loop
    perform pg_advisory_xact_lock(private.merge_lock_key(pair.domain_id));
    if exists (
      select from public.visitors as visitor
      where visitor.domain_id = pair.domain_id and visitor.id = pair.merged_id and visitor.merged_into_id is null
    ) and exists (
      select from public.visitors as visitor
      where visitor.domain_id = pair.domain_id and visitor.id = pair.survivor_id
    ) then
      perform private.absorb_visitor(pair.domain_id, pair.merged_id, pair.survivor_id);
      joined := joined + 1;
    end if;
  end loop;
  return joined;
end;
$$;

comment on function private.rejoin_visitors(integer) is
'Merges again visitors who are one person and of whom something was stored anew after a withdrawal; at most batch_size. How many.';

revoke all on function private.rejoin_visitors(integer) from public;
