-- Settings are changed by patches, each field by whom it is for, and what holds in the end is valid everywhere.
-- row: R09
begin;
select plan(50);

create function pg_temp.set_it(slug text, config text, version int, site text default 'abtasty.com', whole boolean default false, reason text default null)
returns text language plpgsql as $$
declare
  code text;
begin
  return public.set_config(slug, config::jsonb, version, tests.domain(site), whole, reason) ->> 'config';
exception
  when others then
    get stacked diagnostics code = pg_exception_detail;
    return concat_ws(' ', sqlstate, code, sqlerrm);
end;
$$;
create function pg_temp.set_all(slug text, config text, version int) returns text language plpgsql as $$
declare
  code text;
begin
  return public.set_config(slug, config::jsonb, version) ->> 'config';
exception
  when others then
    get stacked diagnostics code = pg_exception_detail;
    return concat_ws(' ', sqlstate, code, sqlerrm);
end;
$$;
grant execute on all functions in schema pg_temp to public;

-- A client, and fields for clients.
select tests.as('user@user.com');
select is(
  pg_temp.set_it('appearance', '{"colors": {"text": "#000000"}}', 2),
  '{"colors": {"text": "#000000", "primary": "#0f766e"}, "position": "bottom_left"}', 'a patch is merged with what was set'
);
select is(
  pg_temp.set_it('appearance', '{"colors": {"text": "#000000"}}', 2),
  '40001 STALE_VERSION the row is at version 3, not 2', 'only by who knows what was set'
);
select is(
  pg_temp.set_it('appearance', '{"colors": {"primary": null}, "position": null}', 3), '{"colors": {"text": "#000000"}}',
  'null takes back what was set'
);
select is(
  public.resolve_config('appearance', tests.domain('abtasty.com')) #>> '{config,colors,primary}', '#3b82f6',
  'so that it is inherited'
);
select is(pg_temp.set_it('appearance', '{"radius": 3}', 4, whole => true), '{"radius": 3}', 'the whole replaces it');
select is(pg_temp.set_it('appearance', '{"radius": 3}', 5), '{"radius": 3}', 'the same again is no change');
select is(public.get_config('appearance', tests.domain('abtasty.com')) -> 'version', '5', 'and no version');
select is(pg_temp.set_it('welcome', '{"headline": "Hi"}', 0, 'notabtasty.com'), '42501 PERMISSION_DENIED settings.edit is not permitted', 'another site is refused');
select is(pg_temp.set_all('welcome', '{"headline": "Hi"}', 0), '42501 PERMISSION_DENIED settings.manage is not permitted', 'so are all sites');

-- What is wrong is told with its path, and never with its value.
select is(pg_temp.set_it('appearance', '{"colors": {"text": "red"}}', 5), '22023 INVALID_CONFIG /colors/text: must look like ^#[0-9a-f]{6}$', 'a bad value');
select is(pg_temp.set_it('appearance', '{"colours": {}}', 5), '22023 INVALID_CONFIG /colours: is not known', 'an unknown key');
select is(pg_temp.set_it('welcome', '{"questions": [{"label": "x"}]}', 1), '22023 INVALID_CONFIG /questions/0/prompt: must be there', 'a missing one');
select is(pg_temp.set_it('welcome', '[]', 1), '22023 INVALID_INPUT config: must be an object', 'a config is an object');
select is(pg_temp.set_it('welcome', null, 1), '22023 INVALID_INPUT config: must be an object', 'not nothing');
select is(pg_temp.set_it('welcome', '{"headline": "y"}', 1, reason => repeat('x', 501)), '22023 INVALID_INPUT reason: at most 500 characters', 'a reason is short');
select is(
  pg_temp.set_it('privacy', format('{"contact_email": "%s"}', repeat('x', 70000)), 0),
  '22023 INVALID_INPUT config: at most 64 KiB', 'a config has a limit'
);

-- Fields for staff: there are none for a client, in whatever way they are named.
select is(pg_temp.set_it('agents', '{"web": {"model": "best"}}', 2), '22023 INVALID_CONFIG /web/model: is not known', 'one in an object');
select is(pg_temp.set_it('agents', '{"web": {"modell": "best"}}', 2), '22023 INVALID_CONFIG /web/modell: is not known', 'gets the answer of one that there is not');
select is(pg_temp.set_it('agents', '{"web": {"tools": []}}', 2), '22023 INVALID_CONFIG /web/tools: is not known', 'an empty list');
select is(
  pg_temp.set_it('lead_capture', '{"fields": [{"key": "email", "score_weight": 1}]}', 1),
  '22023 INVALID_CONFIG /fields/0/score_weight: is not known', 'one in an item of a list'
);
select is(
  pg_temp.set_it('lead_capture', '{"fields": [{"key": "email"}, {"key": "name", "score_weight": 1}]}', 1),
  '22023 INVALID_CONFIG /fields/1/score_weight: is not known', 'in the item that it is in'
);
select is(
  pg_temp.set_it('lead_capture', '{"fields": [{"key": "email"}]}', 1),
  '42501 STAFF_FIELD this would change what is for staff, as a list does whose items hold such fields',
  'a list whose items hold such fields stays'
);
select is(
  pg_temp.set_it('lead_capture', '{"fields": null}', 1),
  '42501 STAFF_FIELD this would change what is for staff, as a list does whose items hold such fields', 'and is not removed'
);
select is(
  pg_temp.set_it('lead_capture', '{}', 1, whole => true),
  '42501 STAFF_FIELD this would change what is for staff, as a list does whose items hold such fields', 'nor left out of the whole'
);
select is(pg_temp.set_it('agents', '{"web": null}', 2), '{}', 'an object is removed as far as it is the client''s');
select is(pg_temp.set_it('agents', '{"nurturing": {"goal": "answer"}}', 3, whole => true), '{"nurturing": {"goal": "answer"}}', 'or replaced');
select tests.as('admin@admin.com');
select is(
  public.get_config('agents', tests.domain('abtasty.com')) -> 'config',
  '{"web": {"system_prompt": "Mention the free audit."}, "nurturing": {"goal": "answer"}}', 'what was for staff is still there'
);
-- A list that all sites have, with fields for staff in it, is not hidden by one of the site.
select is(pg_temp.set_all('lead_capture', '{"fields": [{"key": "phone", "score_weight": 7}]}', 0), '{"fields": [{"key": "phone", "score_weight": 7}]}', 'admin sets such a list for all sites');
select tests.back();
delete from public.config_values where slug = 'lead_capture';
select tests.as('user@user.com');
select is(
  pg_temp.set_it('lead_capture', '{"fields": [{"key": "email"}]}', 0),
  '42501 STAFF_FIELD this would change what is for staff, as a list does whose items hold such fields', 'which no site''s list hides'
);
select is(pg_temp.set_it('lead_capture', '{"ask_after_turns": 9}', 0), '{"ask_after_turns": 9}', 'other fields are free');
select tests.as('admin@admin.com');
select is(
  pg_temp.set_it('lead_capture', '{"fields": [{"key": "phone", "score_weight": 7}]}', 1),
  '{"fields": [{"key": "phone", "score_weight": 7}], "ask_after_turns": 9}', 'staff sets that very list for one site, too'
);
select tests.as('user@user.com');
select is(
  pg_temp.set_it('lead_capture', '{"fields": null}', 2),
  '42501 STAFF_FIELD this would change what is for staff, as a list does whose items hold such fields',
  'where it stays, though what is in force would be the same'
);
select is(pg_temp.set_it('tracking', '{"sample_rate": 1}', 0), 'P0002 NOT_FOUND there are no such settings', 'settings for staff are not there');
select is(pg_temp.set_it('nonsense', '{"sample_rate": 1}', 0), 'P0002 NOT_FOUND there are no such settings', 'as those that are not');

-- Staff.
select tests.as('admin@admin.com');
select is(pg_temp.set_it('agents', '{"web": {"model": "best"}}', 4), '{"web": {"model": "best", "system_prompt": "Mention the free audit."}, "nurturing": {"goal": "answer"}}', 'admin sets any field');
select is(pg_temp.set_it('system', '{"max_tokens": 64}', 0), '22023 INVALID_INPUT domain_id: these settings are set for all sites together', 'but for a site what all have');
select is(pg_temp.set_all('system', '{"max_tokens": 64}', 2), '{"max_tokens": 64, "fallback_models": ["standard"], "requests_per_minute": 900}', 'for all sites');
select is(pg_temp.set_all('system', '{"model_key": "sk-live-1"}', 3), '22023 INVALID_CONFIG /model_key: must look like ^vault:[a-z0-9][a-z0-9_/-]*$', 'a secret is named, not written');
select is(pg_temp.set_it('agents', '{"web": {"tools": ["email"]}}', 5), '22023 INVALID_CONFIG /web/tools/0: must be one of ["calendar", "crm", "handoff", "knowledge"]', 'held to the schema');

-- What is set for all sites must suit what each has set over it.
select tests.back();
update public.config_schemas set json_schema = jsonb_set(json_schema, '{properties,offset,maxProperties}', '2') where slug = 'appearance';
update public.config_schemas set json_schema = jsonb_set(json_schema, '{maxProperties}', '6') where slug = 'appearance';
select tests.as('admin@admin.com');
select is(
  pg_temp.set_all('appearance', '{"font": "Inter"}', 0), '{"font": "Inter"}', 'what suits every site is set'
);
select tests.back();
select tests.back();
delete from public.config_globals where slug = 'appearance';
update public.config_schemas
set json_schema = json_schema || '{"not": {"required": ["font", "is_dark"], "properties": {"is_dark": {"const": true}}}}'
where slug = 'appearance';
select tests.as('admin@admin.com');
select is(
  pg_temp.set_all('appearance', '{"font": "Inter"}', 0), '22023 INVALID_CONFIG notabtasty.com: is what it must not be',
  'what does not suit a site is not, and the site is named'
);

-- Who only views, a worker, nobody.
select tests.as('support@demo.example');
select is(pg_temp.set_it('welcome', '{"headline": "Hi"}', 1), '42501 PERMISSION_DENIED settings.edit is not permitted', 'who only views changes nothing');
select tests.as('staff@demo.example');
select is(pg_temp.set_it('welcome', '{"headline": "Hi"}', 0, 'toto.example'), '42501 PERMISSION_DENIED settings.edit is not permitted', 'nor does who has nothing to do with it');
select tests.as_anon();
select is(tests.refusal($$select public.set_config('welcome', '{}', 0)$$), '42501', 'nor anon');
select tests.as_service();
select is(tests.refusal($$select public.set_config('welcome', '{}', 0)$$), '42501', 'nor a worker');

-- Who wrote it, and why.
select tests.back();
select results_eq(
  $$select v.version, v.changed_as, v.changed_by, v.reason from public.config_values as v
  where v.domain_id = tests.domain('abtasty.com') and v.slug = 'agents' and v.version > 3 order by 1$$,
  $$values (4, 'client', tests.person('user@user.com'), null), (5, 'staff', tests.person('admin@admin.com'), null)$$,
  'each version says who wrote it, with which access'
);
select tests.as('user@user.com');
select is(pg_temp.set_it('languages', '{"default": "es", "supported": ["es"], "follow_browser": null}', 1, whole => true),
  '{"default": "es", "supported": ["es"], "follow_browser": null}', 'where the whole counts, null stays if it inherits something');
select is(pg_temp.set_it('handoff', '{"email": null, "hours": {"monday": null, "friday": [["09:00", "12:00"]]}}', 0, whole => true, reason => '  summer '),
  '{"hours": {"friday": [["09:00", "12:00"]]}}', 'elsewhere nothing is what null says');
select is((select reason from public.config_history('handoff', tests.domain('abtasty.com'))), 'summer', 'the reason is kept');
-- What two did at once: the second stores after the same version as the first.
select tests.back();
select is(
  tests.refusal($$select private.store_config(known, tests.domain('abtasty.com'), was, null, '{}', 'staff', null)
    from public.config_schemas as known
    cross join lateral private.read_config(known, tests.domain('abtasty.com')) as was
    cross join generate_series(1, 2)
    where known.slug = 'handoff'$$),
  '40001 STALE_VERSION', 'the second of two at once is told'
);

select * from finish();
rollback;
