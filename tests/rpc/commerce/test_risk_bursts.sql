-- Who joined through the same user within half an hour, of one platform.
-- row: C55
begin;
select plan(1);

insert into public.platform_users (domain_id, id, external_id, referrer_id, joined_at)
select tests.domain(u.site), md5('burst ' || u.name)::uuid, 'burst ' || u.name, md5('burst ' || u.host)::uuid, '2026-03-02Z'::timestamptz + u.minutes * interval '1 minute'
from (values
  ('cooking.example', 'host', null, 0), ('cooking.example', 'other host', null, 1), ('abtasty.com', 'host', null, 0),
  ('cooking.example', 'a', 'host', 100), ('cooking.example', 'b', 'host', 130), ('cooking.example', 'c', 'host', 160), ('cooking.example', 'late', 'host', 191),
  ('cooking.example', 'd', 'other host', 100), ('abtasty.com', 'a', 'host', 101), ('abtasty.com', 'b', 'host', 102)
) as u (site, name, host, minutes);
select set_eq(
  $$select u.external_id, s.signal, s.value from private.risk_bursts(tests.domain('cooking.example')) as s
  inner join public.platform_users as u on u.id = s.platform_user_id and u.domain_id = tests.domain('cooking.example')
  where u.external_id like 'burst %'$$,
  $$select 'burst ' || w.name as external_id, 'referral_burst' as signal, w.value
  from (values ('a', 2::numeric), ('b', 3), ('c', 2), ('late', 1), ('d', 1), ('host', 3), ('other host', 1)) as w (name, value)$$,
  'each with those around, whoever brought them with the most; of nobody whom nobody brought, and not of the twins'
);

select * from finish();
rollback;
