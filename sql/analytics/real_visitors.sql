-- requires: sql/engagement/visitors.sql sql/identity/people.sql
-- Who counts as a person, said once: every base view of a fact asks here.
-- In these views `limit 1` and `offset 0` say that rows are looked up one by one: as joins they would be
-- planned by statistics, and a plan made for a small domain reads every visitor of a large one.
create or replace view private.real_visitors
with (security_invoker = on) as
select
  visitor.domain_id,
  visitor.id as visitor_id,
  person.id as person_id
from public.visitors as visitor
cross join lateral (
  select survivor.id
  from public.visitors as survivor
  where
    survivor.domain_id = visitor.domain_id
    and survivor.id = coalesce(visitor.merged_into_id, visitor.id)
    and (survivor.email is null or not exists (
      select from public.people as colleague
      where colleague.email operator (extensions.=) survivor.email::extensions.citext
        and colleague.status <> 'deleted'
    ))
  order by survivor.id
  limit 1
) as person;

comment on view private.real_visitors is
'Each visitor with the person that it is: itself, or whom it was merged into. Without users of the back office.';

revoke all on private.real_visitors from public, anon, authenticated, service_role;
