-- A document sets what it names, where the caller manages settings; a section, an agent and a switch are the ones asked for.
-- row: R07 R08 R18
begin;
select plan(15);
select tests.environment('production');

-- One good change beside one that is wrong; asked of the part that tries it, which has no caller to refuse.
create temporary table documents (name text, body jsonb);
insert into documents values
('mixed', '{"format": "bo.config/1", "global": {}, "sites": {"abtasty.com": {"welcome": {"enabled": true, "config": {"headline": "New"}}}, "toto.example": {"welcome": {"enabled": true, "config": {"typo": 1}}}}}'),
('good', '{"format": "bo.config/1", "global": {}, "sites": {"abtasty.com": {"welcome": {"enabled": true, "config": {"headline": "New"}}}, "toto.example": {"welcome": {"enabled": false, "config": {}}}}}');
create function pg_temp.tried(name text, dry_run boolean) returns jsonb language sql as $$
  select private.try_import_config(d.body, dry_run, 'x') from documents as d where d.name = tried.name
$$;
create function pg_temp.headline() returns text language sql as $$
  select v.config ->> 'headline' from public.config_values as v
  where v.domain_id = tests.domain('abtasty.com') and v.slug = 'welcome' order by v.version desc limit 1
$$;
select tests.as('admin@admin.com', 'aal2');
select set_config('role', 'none', true); -- The helpers are our own functions' to call.
create temporary table answers on commit drop as select pg_temp.tried('mixed', false) as mixed;
select is(mixed -> 'is_applied', 'false', 'with a problem nothing is applied') from answers;
select is(jsonb_array_length(mixed -> 'problems'), 1, 'which is told') from answers;
select is((select count(*) from jsonb_array_elements(mixed -> 'changes') as c where c -> 'before' is not distinct from c -> 'after'), 0::bigint, 'and is no change by itself') from answers;
select isnt(pg_temp.headline(), 'New', 'and it is as it was');
select is(pg_temp.tried('good', true) -> 'is_applied', 'false', 'tried without a problem');
select isnt(pg_temp.headline(), 'New', 'it is as it was, too');
-- Other settings that do not suit their schema any more are not what the document is about.
update public.config_schemas
set json_schema = json_schema || '{"not": {"required": ["font", "is_dark"], "properties": {"is_dark": {"const": true}}}}'
where slug = 'appearance';
insert into public.config_globals (slug, version, config, changed_as, changed_by)
select 'appearance', coalesce(max(g.version), 0) + 1, '{"font": "Inter"}', 'staff', tests.person('admin@admin.com') from public.config_globals as g where g.slug = 'appearance';
select is(pg_temp.tried('good', false) -> 'is_applied', 'true', 'what is wrong elsewhere hinders nothing');
select is(pg_temp.headline(), 'New', 'and this is applied');

-- Where somebody does not manage settings there is no site for him, whatever else he may do there.
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('admin@admin.com'), 'settings', 'manage', 'deny', tests.domain('toto.example'), 'x');
select is(
  (pg_temp.tried('good', true) -> 'problems' -> 0) - 'x', '{"path": "/sites/toto.example/welcome", "reason": "there is no such site"}', 'a site that the caller does not manage'
);
select tests.back();

-- A section that is published again as it once was is read as that.
create function pg_temp.section() returns public.ai_sections language sql as $$
  select s.* from public.ai_sections as s where s.domain_id = tests.domain('abtasty.com') and s.slug = 'black-friday' and s.locale = 'en'
$$;
select tests.as('admin@admin.com', 'aal2');
select set_config('role', 'none', true);
select public.publish_section(s.domain_id, s.id, s.version) from pg_temp.section() as s;
create temporary table first on commit drop as select s.title, s.content_hash from pg_temp.section() as s;
select public.update_section(s.domain_id, s.id, s.version, 'Other') from pg_temp.section() as s;
select public.publish_section(s.domain_id, s.id, s.version) from pg_temp.section() as s;
select public.update_section(s.domain_id, s.id, s.version, (select title from first)) from pg_temp.section() as s;
-- Another section says the same, under the number that this one is read by.
insert into public.ai_section_versions (domain_id, section_id, number, title, body, questions, styling)
select v.domain_id, o.id, 2, v.title, v.body, v.questions, v.styling
from public.ai_section_versions as v
inner join pg_temp.section() as s on v.domain_id = s.domain_id and v.section_id = s.id and v.number = 1
cross join lateral (
  select other.id from public.ai_sections as other
  where other.domain_id = s.domain_id and other.id <> s.id
    and not exists (select from public.ai_section_versions as n where n.domain_id = other.domain_id and n.section_id = other.id and n.number = 2)
  order by other.slug limit 1
) as o;
select is((select s.content_hash from pg_temp.section() as s), (select f.content_hash from first as f), 'the first words again');
select is((select (public.publish_section(s.domain_id, s.id, s.version)).published_number from pg_temp.section() as s), 3, 'are published as a version of their own');
select tests.back();

-- An agent is switched for one client, which is not the other one's, nor another agent.
insert into public.agent_client_state (client_id, agent_key, is_enabled)
select c.id, a.key, true from public.clients as c cross join public.agents as a where c.name in ('Toto', 'Cooking')
on conflict do nothing;
update public.agent_client_state set is_enabled = null where client_id = tests.client('Cooking');
select tests.as('admin@admin.com', 'aal2');
select is(
  (public.set_client_agent(s.client_id, s.agent_key, false, s.version)).is_enabled, false, 'switched off'
) from public.agent_client_state as s where s.client_id = tests.client('Toto') order by s.agent_key limit 1;
select tests.back();
select is(
  (select count(*) from public.agent_client_state as s where s.is_enabled is false), 1::bigint, 'for that client, and that agent'
);

-- What is set for all sites together is switched there, and not at one.
update public.config_schemas set scope = 'global' where slug = 'handoff';
select tests.as('admin@admin.com', 'aal2');
select is((select c.may_switch from public.list_configs() as c where c.slug = 'handoff'), true, 'for all');
select is((select c.may_switch from public.list_configs(tests.domain('abtasty.com')) as c where c.slug = 'handoff'), false, 'not for one');

select * from finish();
rollback;
