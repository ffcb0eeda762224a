-- A version is set again, as far as it is the caller's to set.
-- row: R09
begin;
select plan(14);

create function pg_temp.revert(slug text, version int, expected int, site text default 'abtasty.com') returns text language plpgsql as $$
declare
  code text;
begin
  return public.revert_config(slug, version, expected, tests.domain(site), 'by mistake') ->> 'config';
exception
  when others then
    get stacked diagnostics code = pg_exception_detail;
    return concat_ws(' ', sqlstate, code, sqlerrm);
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.revert('appearance', 1, 2), '{"colors": {"primary": "#0f766e"}}', 'what version 1 says');
select is(public.get_config('appearance', tests.domain('abtasty.com')) -> 'version', '3', 'is a new version');
select is(pg_temp.revert('appearance', 2, 2), '40001 STALE_VERSION the row is at version 3, not 2', 'by who knows the newest');
select is(pg_temp.revert('appearance', 9, 3), 'P0002 NOT_FOUND there is no such version', 'of those that there are');
select is(pg_temp.revert('appearance', null, 3), 'P0002 NOT_FOUND there is no such version', 'not of none');
select is(pg_temp.revert('appearance', 1, 1, 'notabtasty.com'), '42501 PERMISSION_DENIED settings.edit is not permitted', 'of the own site');
select is(pg_temp.revert('agents', 1, 2), '{"web": {"greeting": "Hi! What would you like to test?"}}', 'a client brings back fields for clients');
select tests.as('admin@admin.com');
select is(
  public.get_config('agents', tests.domain('abtasty.com')) #>> '{config,web,system_prompt}', 'Mention the free audit.', 'and no others'
);
select is(pg_temp.revert('agents', 1, 2), '{"web": {"greeting": "Hi! What would you like to test?"}}', 'staff brings back all');
select is(public.revert_config('system', 1, 2) -> 'config', '{"requests_per_minute": 300}', 'also what is set for all sites');

-- Whether a feature is on comes back too, for who may switch it.
select public.set_feature('qualification', true, 1, tests.domain('abtasty.com'));
select public.set_config('qualification', '{"questions": ["How many?"]}', 2, tests.domain('abtasty.com'));
select tests.as('user@user.com');
select is(
  public.revert_config('qualification', 1, 3, tests.domain('abtasty.com')) -> 'enabled', 'true', 'a client leaves what staff switches'
);
select tests.as('admin@admin.com');
select is(public.revert_config('qualification', 1, 4, tests.domain('abtasty.com')) -> 'enabled', 'false', 'staff does not');
select tests.as('support@demo.example');
select is(pg_temp.revert('appearance', 1, 3), '42501 PERMISSION_DENIED settings.edit is not permitted', 'who only views brings nothing back');
select tests.as_anon();
select is(tests.refusal($$select public.revert_config('system', 1, 2)$$), '42501', 'nor anon');

select * from finish();
rollback;
