-- A document is set whole or not at all, and an empty database gives the same document again.
-- row: R18
begin;
select plan(29);
select tests.environment('production');

create temporary table documents (name text, body jsonb);
grant all on documents to public;
create function pg_temp.doc(name text) returns jsonb language sql as 'select body from documents where name = doc.name';
create function pg_temp.counts() returns text language sql as $$
  select (select count(*) from public.config_globals) || ' ' || (select count(*) from public.config_values)
$$;
create function pg_temp.imported(body jsonb, dry_run boolean default false) returns text language plpgsql as $$
declare
  code text;
  rest text;
begin
  return public.import_config(body, dry_run)::text;
exception
  when others then
    get stacked diagnostics code = pg_exception_detail, rest = pg_exception_hint;
    return concat_ws(' ', sqlstate, code, sqlerrm, nullif(rest, ''));
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com', 'aal2');
-- A null that counts, a feature that was decided and undecided again.
select public.set_config('languages', '{"default": "es", "supported": ["es"], "follow_browser": null}', 0, tests.domain('toto.example'), true);
select public.set_feature('handoff', true, 0, tests.domain('toto.example'));
select public.set_feature('handoff', null, 1, tests.domain('toto.example'));
insert into documents values ('whole', public.export_config());
select is(pg_temp.imported(pg_temp.doc('whole')), '{"changes": [], "problems": [], "is_applied": true}', 'what is there changes nothing');
select is(pg_temp.counts(), '5 15', 'and makes no version');

select tests.back();
delete from public.config_values;
delete from public.config_globals;
select tests.as('admin@admin.com', 'aal2');
select is(public.export_config(), '{"format": "bo.config/1", "global": {}, "sites": {}}', 'nothing is set');
select is(jsonb_array_length(public.import_config(pg_temp.doc('whole')) -> 'changes') > 9, true, 'a dry run, which is the default, tells what would change');
select is(pg_temp.counts(), '0 0', 'and changes nothing');
select is(public.import_config(pg_temp.doc('whole'), false, 'moved') -> 'is_applied', 'true', 'the import');
select is(public.export_config()::text, pg_temp.doc('whole')::text, 'gives the same document, byte by byte');
select is(pg_temp.counts(), '4 11', 'with one version each');
select is(
  (select distinct concat_ws(' ', changed_as, changed_by = tests.person('admin@admin.com'), reason) from public.config_values),
  'staff t moved', 'by who imported it'
);

-- What would change, and what is wrong.
insert into documents values ('changed', jsonb_set(pg_temp.doc('whole'), '{sites,abtasty.com,welcome,config}', '{"headline": "New"}'));
select is(pg_temp.imported(pg_temp.doc('changed'), true)::jsonb, '{"is_applied": false, "problems": [], "changes": [
  {"path": "/sites/abtasty.com/welcome/config/headline", "before": "Ask us about A/B tests", "after": "New"},
  {"path": "/sites/abtasty.com/welcome/config/delay_seconds", "before": 2, "after": null}
]}', 'each field that changes, before and after');
insert into documents values ('bad', '{"format": "bo.config/1",
  "global": {"nonsense": {"enabled": null, "config": {}}, "agents": {"enabled": null, "config": {"web": {"max_turns": 0}}}},
  "sites": {
    "abtasty.com": {"welcome": {"enabled": true, "config": {"typo": 1}}, "system": {"enabled": null, "config": {}}},
    "nowhere.example": {"welcome": {"enabled": true, "config": {}}},
    "toto.example": {"identity": {"enabled": true, "config": {}}, "welcome": {"enabled": false, "config": {}}}
  }}');
select is(pg_temp.imported(pg_temp.doc('bad'), true)::jsonb -> 'problems', '[
  {"path": "/global/nonsense", "reason": "there are no such settings"},
  {"path": "/sites/abtasty.com/system", "reason": "is set for all sites together"},
  {"path": "/sites/nowhere.example/welcome", "reason": "there is no such site"},
  {"path": "/sites/toto.example/identity/enabled", "reason": "cannot be switched"},
  {"path": "/global/agents/config/web/max_turns", "reason": "must be at least 1"},
  {"path": "/sites/abtasty.com/agents/config/web/max_turns", "reason": "must be at least 1"},
  {"path": "/sites/abtasty.com/welcome/config/typo", "reason": "is not known"}
]', 'every problem, with its path');
select is(
  left(pg_temp.imported(pg_temp.doc('bad')), 95),
  '22023 INVALID_CONFIG /global/nonsense: there are no such settings /sites/abtasty.com/system: is', 'for real it is refused'
);
select is(public.export_config()::text, pg_temp.doc('whole')::text, 'and nothing of it is kept');
select is(
  pg_temp.imported('{"format": "bo.config/1", "global": {}, "sites": {"toto.example": {"welcome": {"enabled": false, "config": {}}}}}')::jsonb
  -> 'is_applied', 'true', 'a document may say a part'
);
select is(
  public.export_config() #- '{sites,toto.example,welcome}', pg_temp.doc('whole'), 'the rest stays'
);
select is(
  (select array_agg(problem ->> 'path' order by problem ->> 'path') from jsonb_array_elements(
    pg_temp.imported('{"format": "bo.config/2", "global": [], "sites": {"a": {"b": {"config": 1}}}, "more": 1}', true)::jsonb -> 'problems'
  ) as problem), '{/format,/global,/more,/sites/a/b/config,/sites/a/b/enabled}', 'a document has its structure'
);
select is(pg_temp.imported(null), '22023 INVALID_INPUT document: is what export_config() returns', 'and is there');
select is(public.import_config(pg_temp.doc('whole'), null) -> 'is_applied', 'false', 'who does not say that it is for real tries it');

-- A site that is set before may not suit what is imported for all.
select is(
  pg_temp.imported('{"format": "bo.config/1", "global": {"languages": {"enabled": null, "config": {"default": "xx", "supported": ["xx"]}}}, "sites": {}}')::jsonb
  -> 'is_applied', 'true', 'languages for all sites'
);
select tests.back();
update public.config_schemas
set json_schema = json_schema || '{"not": {"required": ["font", "is_dark"], "properties": {"is_dark": {"const": true}}}}'
where slug = 'appearance';
select tests.as('admin@admin.com', 'aal2');
select is(
  pg_temp.imported('{"format": "bo.config/1", "global": {"appearance": {"enabled": null, "config": {"font": "Inter"}}}, "sites": {}}'),
  '22023 INVALID_CONFIG /sites/notabtasty.com/appearance/config: is what it must not be', 'a site that it does not suit is named'
);

-- Who may.
select tests.as('admin@admin.com');
select is(tests.refusal($$select public.import_config(pg_temp.doc('whole'))$$), '42501 STEP_UP_REQUIRED', 'only with a strong login');
select tests.as('user@user.com', 'aal2');
select is(tests.refusal($$select public.import_config(pg_temp.doc('whole'))$$), '42501 PERMISSION_DENIED', 'a client user is refused');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('user@user.com'), 'settings', 'manage', 'allow', tests.domain('abtasty.com'), 'a trial');
select tests.as('user@user.com', 'aal2');
select is(tests.refusal($$select public.import_config(pg_temp.doc('whole'))$$), '42501 PERMISSION_DENIED', 'so is who manages one site');
select is(
  (select array_agg(key) from jsonb_object_keys(public.export_config(tests.domain('abtasty.com')) -> 'sites') as key),
  '{abtasty.com}', 'who exports that site alone'
);
select is(tests.refusal('select public.export_config()'), '42501 PERMISSION_DENIED', 'and not all');
select tests.as_anon();
select is(tests.refusal($$select public.import_config('{}')$$), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal($$select public.import_config('{}')$$), '42501', 'a worker is refused');
select tests.back();
select is((select count(*) from public.config_values where changed_as = 'client'), 0::bigint, 'what was imported is staff''s');
select is((select max(version) from public.config_values), 1, 'and no version was made of what did not change');

select * from finish();
rollback;
