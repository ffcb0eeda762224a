-- What a report is about: its window, zone and domains, whose preference holds, what may be compared, and who may ask.
-- row: C21 C48 R02 R25 R26
begin;
select plan(26);

create function pg_temp.fault(statement text) returns text language plpgsql as $$
begin
  execute statement;
  return null;
exception
  when others then return sqlerrm;
end;
$$;
create function pg_temp.is_asked_by(email text) returns void language sql as $$ select set_config('request.jwt.claims', tests.claims(email, 'aal2', '{}')::text, true) $$;
grant execute on all functions in schema pg_temp to public;

select is(
  pg_temp.fault($$select private.read_report_window(jsonb_populate_record(null::private.engagement_filter, '{"from": "2026-03-02Z", "to": "2026-03-02Z"}'), 'UTC')$$),
  'filter.to: must be after filter.from', 'a window of no length, and what is wrong about it'
);
select is(
  pg_temp.fault($$select private.read_report_window(jsonb_populate_record(null::private.engagement_filter, '{"from": "1999-12-31Z"}'), 'UTC')$$),
  'filter.from: must be in this century', 'a window of another century'
);
select is(private.report_time_zone(null), 'UTC', 'nobody''s zone is UTC');
insert into public.person_prefs (person_id, key, value) values (tests.person('business@demo.example'), 'report_time_zone', '"Asia/Tokyo"');
insert into public.org_prefs (org_id, key, value)
select p.org_id, 'report_time_zone', '"Asia/Kolkata"' from public.people as p where p.email = 'business@demo.example';
select pg_temp.is_asked_by('user@user.com');
select is(private.report_time_zone(null), 'UTC', 'what another person and another organization have said is not for this one');
delete from public.person_prefs as p where p.person_id = tests.person('business@demo.example');
select is(private.report_time_zone(null), 'UTC', 'nor is what another organization has said alone');
select pg_temp.is_asked_by('business@demo.example');
select is(private.report_time_zone(null), 'Asia/Kolkata', 'but for whoever is in it');
select pg_temp.is_asked_by('admin@admin.com');
update public.domains as d set environment = 'staging' where d.site_domain = 'toto.example';
select ok(not tests.domain('toto.example') = any(private.report_domains('analytics.view', null)), 'a report is about what is in production');
select is(private.report_domains('analytics.view', array[tests.domain('toto.example')]), array[tests.domain('toto.example')], 'unless something else is asked for');

-- Cycles.
insert into public.cycles (domain_id, id, kind, starts_at, ends_at, time_zone)
values
(tests.domain('abtasty.com'), md5('may')::uuid, 'month', '2026-04-30 22:00Z', '2026-05-31 22:00Z', 'Europe/Paris'),
(tests.domain('abtasty.com'), md5('march')::uuid, 'month', '2026-03-01Z', '2026-04-01Z', 'UTC'),
(tests.domain('abtasty.com'), md5('custom')::uuid, 'custom', '2026-03-01Z', '2026-04-01Z', 'UTC');
create function pg_temp.cycle(name text) returns text language sql as $$
  select concat_ws(' ', w.time_zone, w.from_at at time zone 'UTC', w.to_at at time zone 'UTC', w.previous_from_at at time zone 'UTC')
  from private.read_cycle_window(
    jsonb_populate_record(null::private.trade_filter, jsonb_build_object('domain_ids', array[tests.domain('abtasty.com')], 'cycle_id', md5(name)::uuid)), null
  ) as w
$$;
select is(pg_temp.cycle('march'), 'UTC 2026-03-01 00:00:00 2026-04-01 00:00:00 2026-02-01 00:00:00', 'before a month comes a month');
select is(pg_temp.cycle('may'), 'Europe/Paris 2026-04-30 22:00:00 2026-05-31 22:00:00 2026-03-31 22:00:00', 'each in its zone');
select is(pg_temp.cycle('custom'), 'UTC 2026-03-01 00:00:00 2026-04-01 00:00:00 2026-01-29 00:00:00', 'before any other time as many days');
select is(
  pg_temp.fault(format($$select public.create_cycle(%L, 'year', '2026-03-01Z')$$, tests.domain('abtasty.com'))), 'kind: must be day, week, month or custom', 'there are no years'
);

-- Dashboards.
select is(
  private.widget_fault('{"id": "x", "title": "A", "metric": "retention"}', array[md5('known')::uuid]), 'id: must be that of a widget of this dashboard', 'what is no id is not that of a widget'
);
select is(private.widget_fault(jsonb_build_object('id', md5('known'), 'title', 'A', 'metric', 'retention'), array[md5('known')::uuid]), null, 'one that is known');
insert into public.dashboards (domain_id, id, owner_id, title, visibility, role_key)
select tests.domain('abtasty.com'), md5('questions ' || n)::uuid, tests.person('admin@admin.com'), 'Questions ' || n, 'role', 'staff' from unnest('{one,two}'::text []) as n;
insert into public.dashboard_widgets (domain_id, id, dashboard_id, position, metric, title)
values (tests.domain('abtasty.com'), md5('questions widget')::uuid, md5('questions two')::uuid, 1, 'retention', 'Of two');
select tests.as('admin@admin.com');
select is(
  pg_temp.fault(format(
    $$select public.update_dashboard(%L, %L, widgets => '[{"id": "%s", "title": "A", "metric": "retention"}]')$$,
    tests.domain('abtasty.com'), md5('questions one')::uuid, md5('questions widget')::uuid
  )), 'widgets[0]: id: must be that of a widget of this dashboard', 'a widget of the dashboard beside it is not one of this'
);
select is((public.update_dashboard(tests.domain('abtasty.com'), md5('questions one')::uuid, title => 'Other')).role_key, 'staff', 'with another title it is shared as before');

-- What may be compared: trades of yesterday and today, of the days before; weeks have no rolling numbers.
select tests.back();
insert into public.platform_users (domain_id, id, external_id, joined_at) values (tests.domain('abtasty.com'), md5('questions')::uuid, 'questions', '2026-03-01Z');
insert into public.tokens (domain_id, id, chain, address) values (tests.domain('abtasty.com'), md5('questions')::uuid, 'solana', 'Questions');
create function pg_temp.today() returns timestamptz language sql as $$ select date_trunc('day', now(), 'UTC') $$;
insert into public.transactions (
  domain_id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
)
select tests.domain('abtasty.com'), 'solana:questions ' || t.days || n, md5('questions')::uuid, md5('questions')::uuid, 'market', 'buy', 1, 10, 0, 'USDC', 'confirmed',
  pg_temp.today() - t.days * interval '1 day' + t.later, '2026-03-01Z', gen_random_uuid()
from (values (0, interval '0', 8), (1, '0', 4), (2, '0', 2), (3, '30 minutes', 1)) as t (days, later, trades) cross join lateral generate_series(1, t.trades) as n;
create function pg_temp.days() returns text language sql as $$
  select string_agg(
    concat_ws(' ', s.begins_on - current_date, s.state, s.transactions, s.previous_transactions, coalesce(round(s.transactions_variation, 1)::text, '-'), coalesce(round(s.volume_variation, 1)::text, '-')), ', '
    order by s.begins_on
  )
  from public.transaction_stats(jsonb_build_object(
    'from', to_char((pg_temp.today() - interval '2 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'to', to_char((pg_temp.today() + interval '1 day') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'domain_ids', array[tests.domain('abtasty.com')], 'token_id', md5('questions')::uuid
  ), 'day', 'UTC') as s
$$;
set local time zone 'UTC';
grant execute on all functions in schema pg_temp to public;
select tests.as('admin@admin.com');
select is(pg_temp.days(), '-2 provisional 2 1 1.0 1.0, -1 provisional 4 2 1.0 1.0, 0 partial 8 4 - -', 'what is not over is not compared');
select tests.back();
update public.domains as d set stats_valid_from = pg_temp.today() - interval '3 days' + interval '1 microsecond' where d.id = tests.domain('abtasty.com');
select tests.as('admin@admin.com');
select is(pg_temp.days(), '-2 provisional 2 1 - -, -1 provisional 4 2 1.0 1.0, 0 partial 8 4 - -', 'nor is what comes after a day that was not counted whole');
select tests.back();
update public.domains as d set stats_valid_from = null where d.id = tests.domain('abtasty.com');
select tests.as('admin@admin.com');
create function pg_temp.series(bucket text, from_at text, to_at text) returns setof jsonb language sql as $$
  select to_jsonb(s) from public.activity_series(jsonb_build_object('from', from_at, 'to', to_at, 'domain_ids', array[tests.domain('abtasty.com')]), bucket, 'UTC') as s
$$;
select is(
  (select array_agg(distinct s - '{begins_on,from_at,to_at,active}'::text []) from pg_temp.series('week', '2025-01-06T00:00:00Z', '2025-12-29T00:00:00Z') as s),
  array['{"state": "final", "metric": "wau_calendar", "wau_7d": null, "mau_30d": null, "average_dau_30d": null, "stickiness": null}']::jsonb [], 'weeks, however many, have no rolling numbers'
);
select is((select count(*) from pg_temp.series('week', '2025-01-06T00:00:00Z', '2025-12-29T00:00:00Z')), 51::bigint, 'those of the window');
select is(
  public.client_dashboard(jsonb_build_object('from', '2026-03-01T00:00:00Z', 'to', to_char(now() + interval '1 day', 'YYYY-MM-DD"T"00:00:00Z'), 'domain_ids', array[tests.domain('abtasty.com')])) ->> 'is_comparable',
  'false', 'a dashboard of what is not over is not compared'
);
select is(
  public.client_dashboard(jsonb_build_object('from', '2026-03-01T00:00:00Z', 'to', '2026-03-02T00:00:00Z', 'domain_ids', array[tests.domain('abtasty.com')])) ->> 'is_comparable', 'true', 'of what is over, it is'
);

-- Who may ask: one permission is enough.
select tests.back();
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('watcher', 'Watcher', 1, '/', true), ('grower', 'Grower', 1, '/', true);
insert into public.role_permissions (role_key, resource, action) values ('watcher', 'analytics', 'view'), ('grower', 'cohorts', 'view');
delete from public.memberships as m where m.person_id in (tests.person('user@user.com'), tests.person('partner@demo.example'));
insert into public.memberships (person_id, role_key, domain_id)
values (tests.person('user@user.com'), 'watcher', tests.domain('abtasty.com')), (tests.person('partner@demo.example'), 'grower', tests.domain('abtasty.com'));
select tests.as('user@user.com');
select is(tests.refusal($$select from public.query_metric('transactions')$$), null, 'numbers by any part are for whoever views analytics');
select is(tests.refusal('select from public.retention()'), null, 'and so is who stays');
select is(tests.refusal('select from public.referral_codes()'), '42501 PERMISSION_DENIED', 'numbers of codes are not');
select tests.as('partner@demo.example');
select is(tests.refusal('select from public.referral_codes()'), null, 'but for whoever views cohorts');

select * from finish();
rollback;
