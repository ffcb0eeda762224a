-- Settings for an editor: as far as the caller may see them.
-- row: R09 R18
begin;
select plan(26);

create function pg_temp.got(slug text, site text default 'abtasty.com') returns jsonb language sql as $$
  select public.get_config(slug, tests.domain(site))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.got('agents') - '{json_schema,in_force,inherited}'::text [], '{
  "slug": "agents", "title": "Agents", "description": "How each agent talks, for all sites and site by site.",
  "scope": "website", "is_feature": false, "merge_strategy": "deep", "version": 2, "enabled": null,
  "config": {"web": {"greeting": "Hi! What would you like to test?"}}
}', 'what was set at the site');
select is(pg_temp.got('agents') -> 'inherited', '{"enabled": true, "config": {
  "web": {"goal": "book_demo", "greeting": "Hello! What brings you here?", "max_turns": 30},
  "nurturing": {"goal": "collect_email", "max_turns": 6}
}}', 'what it inherits');
select is(pg_temp.got('agents') #> '{in_force,config,web}',
  '{"goal": "book_demo", "greeting": "Hi! What would you like to test?", "max_turns": 30}', 'what holds');
select is(pg_temp.got('agents') #> '{json_schema,properties,web}', '{
  "type": "object", "additionalProperties": false, "required": ["goal", "max_turns"], "properties": {
    "greeting": {"type": "string", "maxLength": 400},
    "goal": {"enum": ["book_demo", "collect_email", "answer"]},
    "max_turns": {"type": "integer", "minimum": 1, "maximum": 100}
  }
}', 'and a schema that knows of no other field');
select is(pg_temp.got('lead_capture') #> '{in_force,config,fields}', '[{"key": "email", "is_required": true}, {"key": "company"}]', 'items lack what is for staff');
select is(pg_temp.got('lead_capture') #> '{json_schema,properties,fields,items,properties}' -> 'score_weight', null, 'in the schema too');
select is(
  pg_temp.got('handoff') #> '{json_schema,properties,hours,properties,monday,items,prefixItems,0}',
  '{"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}', 'definitions are put where they are used'
);
select is(pg_temp.got('handoff') #> '{json_schema,$defs}', null, 'and are not listed besides');
select is(tests.refusal($$select pg_temp.got('system')$$), 'P0002 NOT_FOUND', 'settings for staff are not there');
select is(tests.refusal($$select pg_temp.got('nonsense')$$), 'P0002 NOT_FOUND', 'as those that are not');
select is(tests.refusal($$select pg_temp.got('agents', 'notabtasty.com')$$), '42501 PERMISSION_DENIED', 'nor another site''s');
select is(tests.refusal($$select public.get_config('agents')$$), '42501 PERMISSION_DENIED', 'nor those of all sites');

select tests.as('support@demo.example');
select is(pg_temp.got('agents') #> '{config,web}', '{"greeting": "Hi! What would you like to test?"}', 'who only views sees what clients see');

select tests.as('admin@admin.com');
select is(pg_temp.got('agents') #> '{config,web}',
  '{"greeting": "Hi! What would you like to test?", "system_prompt": "Mention the free audit."}', 'staff sees all');
select is(pg_temp.got('agents') #> '{inherited,config,web,model}', '"large"', 'also of what is inherited');
select ok(pg_temp.got('agents') #> '{json_schema,$defs,agent,properties}' ? 'model', 'and the schema as it is');
select is(public.get_config('system') #> '{in_force,config}', '{
  "model_key": "vault:platform/model-key", "requests_per_minute": 900, "max_tokens": 1024, "is_in_maintenance": false,
  "fallback_models": ["standard"]
}', 'what is set for all sites');
select is(pg_temp.got('system', 'toto.example') #> '{version}', '0', 'of which no site has its own');

select tests.as('staff@demo.example');
select is(tests.refusal($$select pg_temp.got('agents', 'toto.example')$$), '42501 PERMISSION_DENIED', 'who has nothing to do with settings');
select tests.as_anon();
select is(tests.refusal($$select public.get_config('agents')$$), '42501', 'anon is refused');
select tests.as_service();
select is(
  public.resolve_config('agents', tests.domain('abtasty.com')) #>> '{config,web,system_prompt}',
  'Mention the free audit.', 'a worker asks what holds, and gets all of it'
);
select is(tests.refusal($$select public.get_config('agents')$$), '42501', 'and edits nothing');

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('admin@admin.com'), 'settings', 'manage', 'deny', tests.domain('abtasty.com'), 'a test');
select tests.as('admin@admin.com');
select is(
  pg_temp.got('agents') #> '{config,web}', '{"greeting": "Hi! What would you like to test?"}',
  'who manages every site but this one comes as a client'
);

select tests.back();
delete from public.person_permissions;
update public.config_schemas set json_schema = jsonb_set(json_schema, '{properties,note}', 'true') where slug = 'appearance';
update public.role_permissions set action = 'view' where role_key = 'admin' and resource = 'settings';
update public.domains set archived_at = now() where site_domain = 'toto.example';
select tests.as('user@user.com');
select is(pg_temp.got('appearance') #> '{json_schema,properties,note}', 'true', 'a field that takes anything is one');
select tests.as('admin@admin.com');
select is(public.get_config('agents') -> 'config', '{}', 'who views every site, views what is set for all as a client does');
select is(tests.refusal($$select pg_temp.got('agents', 'toto.example')$$), '42501 PERMISSION_DENIED', 'an archived site is none of them');

select * from finish();
rollback;
