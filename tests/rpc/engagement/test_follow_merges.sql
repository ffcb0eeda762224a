-- Whoever was merged gives way to the survivor of their own domain, also where another has a visitor with the same id.
-- row: R26
begin;
select plan(2);

create temporary table twins on commit drop as
select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test)
select site.domain_id, v.id::uuid, '2026-03-01Z', '2026-03-01Z', false
from twins, unnest(array[here, there]) as site (domain_id)
cross join unnest(array[
  '00000000-0000-4000-8000-00000000f011', '00000000-0000-4000-8000-00000000f012', '00000000-0000-4000-8000-00000000f013'
]) as v (id);
-- The same visitor was merged into another one in each domain.
update public.visitors as v set merged_into_id = case v.domain_id
  when twins.here then '00000000-0000-4000-8000-00000000f012'::uuid else '00000000-0000-4000-8000-00000000f013' end
from twins where v.domain_id in (twins.here, twins.there) and v.id = '00000000-0000-4000-8000-00000000f011';
select is((select string_agg(right(e.visitor_id::text, 4), ' ') from twins, unnest(private.follow_merges(array[
  jsonb_populate_record(null::private.visitor_event, jsonb_build_object('domain_id', here, 'visitor_id', '00000000-0000-4000-8000-00000000f011')),
  jsonb_populate_record(null::private.visitor_event, jsonb_build_object('domain_id', there, 'visitor_id', '00000000-0000-4000-8000-00000000f011'))
])) as e), 'f012 f013', 'each follows the merge of its domain');
select is((select string_agg(right(e.visitor_id::text, 4), ' ') from twins, unnest(private.follow_merges(array[
  jsonb_populate_record(null::private.visitor_event, jsonb_build_object('domain_id', there, 'visitor_id', '00000000-0000-4000-8000-00000000f012'))
])) as e), 'f012', 'who was merged into nobody stays');

select * from finish();
rollback;
