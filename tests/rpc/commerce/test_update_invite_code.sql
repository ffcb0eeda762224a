-- Business gives a code other slots or another end, or switches it off; what is used stays used.
-- row: C03 C04 C32 C42
begin;
select plan(15);
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.changed(
  slots integer default null, ends_at timestamptz default null, is_active boolean default null,
  version integer default null, reason text default 'asked for', code text default 'promo2025', site text default 'cooking.example'
) returns text language sql as $$
  select tests.refusal(format(
    'select public.update_invite_code(%L, %L, %L, %L, %L, %L, %L)',
    tests.domain(changed.site), changed.code, changed.reason, changed.slots, changed.ends_at, changed.is_active, changed.version
  ))
$$;
create function pg_temp.now_is() returns text language sql stable as $$
  select concat_ws(' ', slots_total, slots_used, (ends_at at time zone 'UTC')::date, is_active) from public.invite_codes where code = 'PROMO2025'
$$;
-- A twin in another domain.
insert into public.invite_codes (domain_id, id, code, slots_total, slots_used, starts_at)
select tests.domain('abtasty.com'), id, code, slots_total, slots_used, starts_at from public.invite_codes;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.changed(60), '42501 STEP_UP_REQUIRED', 'a strong login is wanted');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.changed(60, reason => ''), '22023 REASON_REQUIRED', 'C42: and a reason');
select is(pg_temp.changed(60), null, 'business adjusts the slots');
select is(pg_temp.now_is(), '60 2 t', 'and nothing else');
select is(pg_temp.changed(1), '22023 INVALID_INPUT', 'not to fewer than are used');
select is(pg_temp.changed(2), null, 'but to as many');
select is(pg_temp.changed(ends_at => '2027-01-01T00:00Z', is_active => false), null, 'another end, and off');
select is(pg_temp.now_is(), '2 2 2027-01-01 f', 'the slots stay');
select is(pg_temp.changed(ends_at => '2026-01-01'), '22023 INVALID_INPUT', 'no end before the beginning');
select is(pg_temp.changed(70, version => 1), '40001 STALE_VERSION', 'whoever saw an old version is told');
select is(pg_temp.changed(70, code => 'unknown1'), 'P0002 NOT_FOUND', 'there must be such a code');
select is(pg_temp.changed(70, site => 'toto.example'), '42501 PERMISSION_DENIED', 'of the own domain');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.changed(70), '42501 PERMISSION_DENIED', 'C04: support changes none');
select tests.as_anon();
select is(pg_temp.changed(70), '42501', 'nor does anon');
select tests.back();
select is(
  (select slots_total || ' ' || is_active from public.invite_codes where domain_id = tests.domain('abtasty.com') and code = 'PROMO2025'),
  '50 true', 'the same code of another domain stays as it was'
);

select * from finish();
rollback;
