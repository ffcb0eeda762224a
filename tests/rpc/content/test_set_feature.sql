-- Features: the site decides, else all sites, else the schema.
-- row: R09
begin;
select plan(18);

create function pg_temp.switch(slug text, enabled boolean, version int, site text default 'abtasty.com') returns text language plpgsql as $$
declare
  code text;
begin
  return public.set_feature(slug, enabled, version, tests.domain(site)) #>> '{in_force,enabled}';
exception
  when others then
    get stacked diagnostics code = pg_exception_detail;
    return concat_ws(' ', sqlstate, code, sqlerrm);
end;
$$;
create function pg_temp.is_on(slug text, site text default 'abtasty.com') returns text language sql as $$
  select public.resolve_config(slug, tests.domain(site)) ->> 'enabled'
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.is_on('handoff'), 'false', 'off by default');
select is(pg_temp.switch('handoff', true, 0), 'true', 'a client switches it on');
select is(pg_temp.is_on('handoff'), 'true', 'there');
select is(pg_temp.switch('handoff', null, 1), 'false', 'null: as it is without a decision');
select is(pg_temp.is_on('booking'), 'true', 'what admin switched on for all sites');
select is(pg_temp.switch('booking', false, 0), 'false', 'a site switches off');
select is(pg_temp.switch('booking', null, 0), '40001 STALE_VERSION the row is at version 1, not 0', 'by who knows what was set');
select is(pg_temp.switch('qualification', true, 1), '42501 STAFF_FIELD enabled: this feature is switched by staff', 'a feature for staff to switch');
select is(pg_temp.switch('tracking', false, 0), 'P0002 NOT_FOUND there are no such settings', 'or to know of');
select is(pg_temp.switch('identity', false, 0), '22023 INVALID_INPUT slug: these settings cannot be switched off', 'what is no feature');
select is(pg_temp.switch('booking', false, 0, 'notabtasty.com'), '42501 PERMISSION_DENIED settings.edit is not permitted', 'another site');
select is(tests.refusal($$select public.set_feature('booking', false, 1)$$), '42501 PERMISSION_DENIED', 'all sites');
select tests.as('admin@admin.com');
select is(pg_temp.switch('qualification', null, 1), 'true', 'staff switches what is theirs to switch');
select is(public.set_feature('booking', null, 1) #>> '{in_force,enabled}', 'false', 'and what holds for all sites');
select is(
  public.set_feature('welcome', false, 1, tests.domain('abtasty.com')) #> '{config}',
  '{"headline": "Ask us about A/B tests", "delay_seconds": 2}', 'what else was set stays'
);
select tests.as('support@demo.example');
select is(pg_temp.switch('booking', true, 1), '42501 PERMISSION_DENIED settings.edit is not permitted', 'who only views switches nothing');
select tests.as_anon();
select is(tests.refusal($$select public.set_feature('booking', false, 1)$$), '42501', 'nor anon');
select tests.as_service();
select is(tests.refusal($$select public.set_feature('booking', false, 1)$$), '42501', 'nor a worker');

select * from finish();
rollback;
