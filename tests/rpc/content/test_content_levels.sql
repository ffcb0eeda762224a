-- R17: the two content pages have a level in each domain. Who has level view reads both and changes
-- neither; who has level edit changes both. The level is the role of the membership in that domain, or an
-- exception for one person there.
-- row: R17 R15
begin;
select plan(68);
insert into public.ai_sections (domain_id, slug, title, status, position)
values (tests.domain('abtasty.com'), 'summer', 'Summer', 'archived', 4);

create temporary table calls (kind text, name text, call text) on commit drop;
insert into calls
select c.kind, c.name, format(c.call, d.id, s.id, s.version) from (values
('read', 'list_sections', 'select public.list_sections(array[%1$L]::uuid [])'),
('read', 'section_detail', 'select public.section_detail(%1$L, %2$L)'),
('read', 'compare_section', 'select public.compare_section(%1$L, %2$L, 1, 1)'),
('read', 'list_agents', 'select public.list_agents(array[%1$L]::uuid [])'),
('read', 'agent_history', 'select public.agent_history(array[%1$L]::uuid [])'),
('write', 'create_section', 'select public.create_section(%1$L, ''new'', ''T'')'),
('write', 'update_section', 'select public.update_section(%1$L, %2$L, %3$s, ''T'')'),
('write', 'publish_section', 'select public.publish_section(%1$L, %2$L, %3$s)'),
('write', 'rollback_section', 'select public.rollback_section(%1$L, %2$L, 1, %3$s)'),
('write', 'archive_section', 'select public.archive_section(%1$L, %2$L, %3$s)'),
('write', 'restore_section', 'select public.restore_section(%1$L, (select id from public.ai_sections where slug = ''summer'' and domain_id = tests.domain(''abtasty.com'')), 1)'),
('write', 'schedule_section', 'select public.schedule_section(%1$L, %2$L, null, %3$s)'),
('write', 'reorder_sections', 'select public.reorder_sections(%1$L, ''{welcome,book-a-demo,black-friday}'')'),
('write', 'create_section_preview', 'select public.create_section_preview(%1$L, %2$L)'),
('write', 'toggle_agent', 'select public.toggle_agent(%1$L, ''web'', false, 1)')
) as c (kind, name, call)
cross join public.domains as d
inner join public.ai_sections as s on s.domain_id = d.id and s.slug = 'welcome' and s.locale = 'en'
where d.site_domain = 'abtasty.com';

-- What somebody is answered; whatever was done is taken back.
create function pg_temp.answer(call text) returns text language plpgsql as $$
declare
  answered text;
begin
  perform tests.as('user@user.com');
  answered := tests.refusal(call);
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return coalesce(answered, 'done');
end;
$$;

select is(pg_temp.answer(call), 'done', 'level edit: ' || name) from calls;

-- Level view by an exception: the admin takes edit away, in this domain.
select tests.as('admin@admin.com', 'aal2');
select public.grant_person_permission(tests.person('user@user.com'), 'ai_sections.edit', 'deny', 'reads only', tests.domain('abtasty.com'));
select public.grant_person_permission(tests.person('user@user.com'), 'agents.edit', 'deny', 'reads only', tests.domain('abtasty.com'));
select tests.back();
select is(pg_temp.answer(call), case kind when 'read' then 'done' else '42501 PERMISSION_DENIED' end, 'level view by exception: ' || name) from calls;
select tests.as('user@user.com');
select is((select count(*) from public.list_sections()), 5::bigint, 'all sections are there');
select is((select count(*) from public.list_agents()), 3::bigint, 'and all agents');
select tests.back();
delete from public.person_permissions where person_id = tests.person('user@user.com');

-- Level view by a role, held in this domain beside level edit in another.
select tests.as('admin@admin.com', 'aal2');
select public.clone_role('client_user', 'client_reader', 'Client reader');
select public.set_role_permissions('client_reader', '{ai_sections.view,agents.view,conversations.view}', 'reads only',
  (select version from public.roles where key = 'client_reader'));
select public.assign_domains(tests.person('user@user.com'), '{}', version) from public.people where email = 'user@user.com';
select public.assign_domains(tests.person('user@user.com'), array[tests.domain('abtasty.com')], version, 'client_reader') from public.people where email = 'user@user.com';
select public.assign_domains(tests.person('user@user.com'), array[tests.domain('abtasty.com'), tests.domain('sub.abtasty.com')], version, 'client_user')
from public.people where email = 'user@user.com';
select tests.back();
select is(pg_temp.answer(call), case kind when 'read' then 'done' else '42501 PERMISSION_DENIED' end, 'level view by role: ' || name) from calls;
select is(
  pg_temp.answer(replace(call, tests.domain('abtasty.com')::text, tests.domain('sub.abtasty.com')::text)), 'done', 'level edit in the other domain: ' || name
) from calls where name in ('list_sections', 'list_agents', 'create_section', 'agent_history');
select is(
  pg_temp.answer(format('select public.toggle_agent(%L, ''web'', false, 0)', tests.domain('sub.abtasty.com'))), 'done',
  'and of its agents'
);
-- No level at all.
delete from public.memberships where person_id = tests.person('user@user.com');
select is(
  pg_temp.answer(call),
  case when name in ('section_detail', 'compare_section') then 'P0002 NOT_FOUND' else '42501 PERMISSION_DENIED' end, 'no level: ' || name
) from calls;
select is(
  (select array_agg(proname::text order by proname) from pg_proc
    where pronamespace = 'public'::regnamespace and obj_description(oid, 'pg_proc') ~ 'Needs (ai_sections|agents)\.(view|edit)'),
  (select array_agg(name order by name) from calls where name not in ('section_detail', 'compare_section')), 'these are all that there are, with the two that ask row security'
);
select * from finish();
rollback;
