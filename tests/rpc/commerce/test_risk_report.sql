-- How well the rules tell, held against the last decision about each user of the domains that one may see.
-- row: C55
begin;
select plan(8);

delete from public.risk_reviews;
delete from public.risk_scores;
insert into private.risk_models (model_version, hold_limit) values ('rules-0', 10);
insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
select u.domain_id, u.id, m.model_version, case u.external_id when 'user-1001' then 61 when 'user-1002' then 60 else 20 end, '[]'
from public.platform_users as u cross join private.risk_models as m where u.external_id <> 'user-1005';
insert into private.risk_models (model_version, hold_limit) values ('rules-2', 5);
insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score, created_at)
select u.domain_id, u.id, r.decision, 'x', 0, '2026-11-01T00:00:00Z'::timestamptz + r.days * interval '1 day'
from (values
  ('user-1001', 'cleared', 0), ('user-1001', 'confirmed', 1), ('user-1002', 'confirmed', 1), ('user-1002', 'confirmed', 0),
  ('user-1003', 'cleared', 0), ('user-1005', 'cleared', 0)
) as r (external_id, decision, days)
inner join public.platform_users as u on r.external_id = u.external_id;
create function pg_temp.told(site text) returns setof text language sql stable as $$
  select concat_ws(' ', r.model_version, r.reviewed, r.true_positives, r.false_positives, r.false_negatives, r.true_negatives, round(r.precision, 2), round(r.recall, 2), r.unreviewed_flags)
  from public.risk_report(array[tests.domain(told.site)]) as r
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select results_eq($$select pg_temp.told('cooking.example')$$, $$values ('rules-0 4 2 1 0 1 0.67 1.00 1'), ('rules-1 4 1 0 1 2 1.00 0.50 0')$$, 'each version by its limit, each user once');
select results_eq($$select pg_temp.told('toto.example')$$, $$values ('rules-0 2 2 0 0 0 1.00 1.00 0'), ('rules-1 2 1 0 1 0 1.00 0.50 0')$$, 'of a platform alone');
select is((select array_agg(r.reviewed) from public.risk_report() as r), '{6,6}', 'or of all');
select is_empty($$select * from public.risk_report('{}')$$, 'of none there is nothing to tell');
reset role;
insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
select u.domain_id, u.id, 'rules-2', 6, '[]' from public.platform_users as u
where u.domain_id = tests.domain('toto.example') and u.external_id <> 'user-1005' limit 1;
select tests.as('business@demo.example');
select is((select array_agg(r.model_version order by r.model_version) from public.risk_report() as r), '{rules-0,rules-1}', 'not what ran elsewhere only');
select is((select array_agg(r.reviewed) from public.risk_report() as r), '{4,4}', 'business sees its own');
select is(tests.refusal('select pg_temp.told(''toto.example'')'), '42501 PERMISSION_DENIED', 'and no other');
select tests.as_anon();
select is(tests.refusal('select public.risk_report()'), '42501', 'anon is refused');

select * from finish();
rollback;
