-- What there is to do for support, equal to what is counted by hand; for nobody else.
-- row: T09
begin;
select plan(24);

-- The numbers of today: one ticket overdue, one that was late, one resolved that was late.
update public.tickets set response_due_at = now() - interval '1 hour' where title = 'Export of conversations as CSV';
update public.tickets set is_resolution_late = true where status in ('on_hold', 'resolved') and domain_id = tests.domain('abtasty.com');
update public.tickets set created_at = now() - interval '2 hours' where status = 'new';
update public.tickets set created_at = now() - interval '3 days' where status = 'pending';
update public.tickets set created_at = now() - interval '8 days' where status = 'open';
update public.tickets set created_at = now() - interval '40 days' where status = 'on_hold';
create temporary table brute on commit drop as
select
  t.*, t.status not in ('resolved', 'closed') as is_open,
  t.status not in ('resolved', 'closed') and (
    t.is_response_late or t.is_resolution_late
    or coalesce(t.response_due_at < now(), false) or coalesce(t.resolution_due_at < now(), false)
  ) as is_breached
from public.tickets as t;
grant select on brute to authenticated;

select tests.as('support@demo.example');
select is((select count(*) from public.support_overview()), 3::bigint, 'a row for each of two domains, and one for both');
select is((select domain_id from public.support_overview() limit 1), null, 'which comes first');
select results_eq(
  'select total, open, unassigned, breached, oldest_open_at from public.support_overview() where domain_id is null',
  $$select count(*), count(*) filter (where is_open), count(*) filter (where is_open and assignee_id is null),
    count(*) filter (where is_breached), min(created_at) filter (where is_open)
  from brute where domain_id in (tests.domain('abtasty.com'), tests.domain('cooking.example'))$$, 'both together'
);
select results_eq(
  'select domain_id, total, open, unassigned, breached from public.support_overview() where domain_id is not null order by 1',
  $$select domain_id, count(*), count(*) filter (where is_open), count(*) filter (where is_open and assignee_id is null),
    count(*) filter (where is_breached)
  from brute where domain_id in (tests.domain('abtasty.com'), tests.domain('cooking.example')) group by 1 order by 1$$, 'and each alone'
);
select results_eq(
  $$select total, open, unassigned, breached from public.support_overview(array[tests.domain('abtasty.com')]) where domain_id is not null$$,
  $$values (6::bigint, 4::bigint, 2::bigint, 2::bigint)$$, 'as counted by hand'
);
select is(
  (select by_status from public.support_overview(array[tests.domain('abtasty.com')]) limit 1),
  '{"new": 1, "open": 1, "pending": 1, "on_hold": 1, "resolved": 1, "closed": 1}', 'by status'
);
select is(
  (select by_priority from public.support_overview(array[tests.domain('abtasty.com')]) limit 1),
  '{"urgent": 0, "high": 1, "normal": 2, "low": 1}', 'by priority, what is open'
);
select is(
  (select by_age from public.support_overview(array[tests.domain('abtasty.com')]) limit 1),
  '{"under_a_day": 1, "under_a_week": 1, "under_a_month": 1, "older": 1}', 'by age, what is open'
);
select is(
  (select sum(n::bigint) from public.support_overview() as o, jsonb_each_text(o.by_status) as s (key, n)),
  (select sum(o.total) from public.support_overview() as o), 'no status is forgotten'
);
select is(
  (select sum(n::bigint) from public.support_overview() as o, jsonb_each_text(o.by_priority) as s (key, n)),
  (select sum(o.open) from public.support_overview() as o), 'no priority'
);
select is(
  (select sum(n::bigint) from public.support_overview() as o, jsonb_each_text(o.by_age) as s (key, n)),
  (select sum(o.open) from public.support_overview() as o), 'and no age'
);
select is(
  tests.refusal('select public.support_overview(array[tests.domain(''toto.example'')])'), '42501 PERMISSION_DENIED', 'another domain is refused'
);
select is(
  tests.refusal('select public.support_overview(array[tests.domain(''abtasty.com''), gen_random_uuid()])'),
  '42501 PERMISSION_DENIED', 'as is one that there is not'
);

select tests.as('admin@admin.com');
select is((select total from public.support_overview() limit 1), (select count(*) from brute), 'admin counts all');
select is((select count(*) from public.support_overview()), 7::bigint, 'also of domains without tickets');
select is(
  (select sum(total) from public.support_overview(array[tests.domain('sub.abtasty.com')])), 0::numeric, 'which have none'
);
select tests.as('staff@demo.example');
select is((select total from public.support_overview() limit 1), 1::bigint, 'staff those of the rescue programme');

select tests.as('guardian@demo.example');
select is(tests.refusal('select public.support_overview()'), '42501 PERMISSION_DENIED', 'T09: a guardian is refused');
select is((select count(*) from public.tickets), 0::bigint, 'T09: and reads 0 tickets');
select tests.as('partner@demo.example');
select is(tests.refusal('select public.support_overview()'), '42501 PERMISSION_DENIED', 'T09: a partner is refused');
select tests.as('business@demo.example', 'aal2');
select is(tests.refusal('select public.support_overview()'), '42501 PERMISSION_DENIED', 'T09: business is refused');
select tests.as('user@user.com');
select is(tests.refusal('select public.support_overview()'), '42501 PERMISSION_DENIED', 'T09: a client user, who reads tickets, is refused');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(tests.refusal('select public.support_overview()'), '42501 PERMISSION_DENIED', 'and a stranger');
select tests.as_anon();
select is(tests.refusal('select public.support_overview()'), '42501', 'anon may not ask');

select * from finish();
rollback;
