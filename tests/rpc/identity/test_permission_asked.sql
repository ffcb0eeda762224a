-- Each RPC asks for its own permission and no other: who holds all but that is refused, who holds only
-- that is not refused for it. The roles of the demo hold too much or too little to tell two apart.
-- row: T05 T08 R20
begin;

create temporary table asked (permission text, name text) on commit drop;
insert into asked values
('agents.edit', 'toggle_agent'), ('agents.manage', 'set_client_agent'), ('agents.manage', 'update_agent'),
('ai_sections.edit', 'archive_section'), ('ai_sections.edit', 'create_section'),
('ai_sections.edit', 'create_section_preview'), ('ai_sections.edit', 'publish_section'),
('ai_sections.edit', 'reorder_sections'), ('ai_sections.edit', 'restore_section'),
('ai_sections.edit', 'rollback_section'), ('ai_sections.edit', 'schedule_section'),
('ai_sections.edit', 'update_section'),
('audit.view', 'record_history'), ('audit.view', 'revert_record'), ('audit.view', 'verify_audit_chain'),
('cases.edit', 'assign_guardian'), ('cases.edit', 'share_case'), ('cases.edit', 'unassign_guardian'),
('cases.edit', 'unshare_case'),
('clients.edit', 'update_client'), ('clients.edit', 'set_org_preference'), ('commissions.edit', 'review_risk'), ('settings.manage', 'import_config'), ('clients.manage', 'archive_client'), ('clients.manage', 'create_client'),
('clients.manage', 'restore_client'),
('collaborators.manage', 'approve_operation'), ('collaborators.manage', 'assign_domains'),
('collaborators.manage', 'cancel_invitation'), ('collaborators.manage', 'clone_role'),
('collaborators.manage', 'delete_person'), ('collaborators.manage', 'diagnose_access'),
('collaborators.manage', 'grant_person_permission'), ('collaborators.manage', 'invite_collaborator'),
('collaborators.manage', 'list_invitations'), ('collaborators.manage', 'list_people'),
('collaborators.manage', 'request_credential_reset'), ('collaborators.manage', 'resend_invitation'),
('collaborators.manage', 'revoke_person_permission'), ('collaborators.manage', 'set_person_org'),
('collaborators.manage', 'set_person_role'), ('collaborators.manage', 'set_person_status'),
('collaborators.manage', 'set_role_permissions'), ('collaborators.manage', 'update_person_profile'),
('collaborators.manage', 'why_can'),
('support.view', 'support_overview'), ('domains.edit', 'update_domain'), ('domains.manage', 'archive_domain'), ('domains.manage', 'create_domain'),
('domains.manage', 'move_domain'), ('domains.manage', 'restore_domain');

-- What a list shows of that resource, to whom may see it everywhere.
create temporary table shown (permission text, query text) on commit drop;
insert into shown values
('accounts.view', 'select from public.list_accounts()'),
('agents.view', 'select from public.agent_history()'),
('agents.view', 'select from public.list_agents()'),
('cohorts.view', 'select from public.list_cohorts()'),
('cohorts.view', 'select from public.list_invite_codes()'),
('settings.manage', 'select from public.list_configs() as c where c.may_switch'),
('ai_sections.view', 'select from public.list_sections()'),
('conversations.view', 'select from public.list_conversations()'),
('conversations.view', 'select from public.search_conversations(''demo'')'),
('visitors.view', 'select from public.list_visitors()'),
('audit.view', 'select from public.record_history(''clients'', ''20000000-0000-4000-8000-000000000001'')');
select plan(18 + 2 * (select count(*) from asked)::integer + 2 * (select count(*) from shown)::integer);
update public.clients set plan = 'trial' where id = '20000000-0000-4000-8000-000000000001';

insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
delete from public.memberships where person_id = tests.person('user@user.com');
insert into public.memberships (person_id, role_key, is_all_domains)
values (tests.person('user@user.com'), 'probe', true);

create function pg_temp.hold(held text []) returns void language plpgsql as $$
begin
  perform tests.back();
  delete from public.role_permissions where role_key = 'probe';
  insert into public.role_permissions
  select 'probe', p.resource, p.action from public.permissions as p
  where p.resource || '.' || p.action = any(held);
  perform tests.as('user@user.com', 'aal2');
end;
$$;
create function pg_temp.all_but(permission text) returns text [] language sql as $$
  select array_agg(p.resource || '.' || p.action) from public.permissions as p
  where not (p.resource = split_part(permission, '.', 1)
    and p.action = any(private.actions_giving(split_part(permission, '.', 2))))
$$;
-- Why the call is refused: without arguments, so that nothing else could come of it.
create function pg_temp.answer(name text, held text []) returns text language plpgsql as $$
declare
  arguments text := (
    select string_agg(format('null::%s', each::regtype), ', ')
    from pg_proc as p cross join unnest(p.proargtypes) as each
    where p.proname = answer.name and p.pronamespace = 'public'::regnamespace
  );
  reason text;
begin
  perform pg_temp.hold(held);
  reason := tests.refusal(format('select public.%I(%s)', answer.name, arguments));
  perform tests.back();
  return coalesce(reason, 'answered');
end;
$$;
create function pg_temp.rows_with(query text, held text []) returns bigint language plpgsql as $$
declare
  found bigint := 0;
begin
  perform pg_temp.hold(held);
  begin
    found := tests.rows_affected(rows_with.query);
  exception when insufficient_privilege then
    found := 0;
  end;
  perform tests.back();
  return found;
end;
$$;

select is(pg_temp.answer(name, pg_temp.all_but(permission)), '42501 PERMISSION_DENIED', name || ' without ' || permission)
from asked;
select isnt(pg_temp.answer(name, array[permission]), '42501 PERMISSION_DENIED', name || ' with nothing else')
from asked;
select is(pg_temp.rows_with(query, pg_temp.all_but(permission)), 0::bigint, query || ' without ' || permission)
from shown;
select cmp_ok(pg_temp.rows_with(query, array[permission]), '>', 0::bigint, query || ' with nothing else')
from shown;

-- What of another resource stands in a list is empty for whoever may not see that.
select pg_temp.hold(pg_temp.all_but('accounts.view'));
select is((select count(account_name) from public.list_conversations()), 0::bigint, 'conversations without accounts');
select is((select count(account_name) from public.list_visitors()), 0::bigint, 'visitors without accounts');
select tests.back();
select pg_temp.hold(array['conversations.view', 'visitors.view', 'accounts.view']);
select cmp_ok((select count(account_name) from public.list_conversations()), '>', 0::bigint, 'and with them');
select cmp_ok((select count(account_name) from public.list_visitors()), '>', 0::bigint, 'and with them');
select cmp_ok((select sum(conversations) from public.list_visitors()), '>', 0::numeric, 'visitors with conversations');

-- A filter on what somebody may not see must not tell of it either.
select tests.back();
create temporary table known on commit drop as
select jsonb_build_object('account_id', visitors.account_id) as filter
from public.conversations
inner join public.visitors on visitors.id = conversations.visitor_id
where visitors.account_id is not null and not conversations.is_test
limit 1;
grant select on known to authenticated;
select pg_temp.hold(pg_temp.all_but('conversations.view'));
select is((select sum(conversations) from public.list_visitors()), 0::numeric, 'visitors without conversations');
select tests.back();
select pg_temp.hold(pg_temp.all_but('visitors.view'));
select is((select count(*) from public.list_conversations(filter => '{"has_email": true}')), 0::bigint, 'conversations by address, without visitors');
select is((select count(visitor_email) from public.list_conversations()), 0::bigint, 'nor is the address shown');
select tests.back();
select pg_temp.hold(pg_temp.all_but('accounts.view'));
select is(
  (select count(*) from known cross join lateral public.list_conversations(filter => known.filter)), 0::bigint,
  'conversations by account, without accounts'
);
select tests.back();
select pg_temp.hold(array['conversations.view', 'accounts.view']);
select cmp_ok(
  (select count(*) from known cross join lateral public.list_conversations(filter => known.filter)), '>', 0::bigint,
  'and with them'
);
select tests.back();

-- Somebody else's sessions, and what somebody else is given.
select tests.back();
insert into auth.sessions (id, user_id, created_at)
select md5('session')::uuid, p.auth_user_id, now() from public.people as p where p.email = 'staff@demo.example';
update public.people set role_key = 'probe' where email = 'user@user.com';
update public.roles set rank = 99 where key = 'probe';
create function pg_temp.refused(call text, held text []) returns text language plpgsql as $$
declare
  reason text;
begin
  perform pg_temp.hold(held);
  reason := tests.refusal(call);
  perform tests.back();
  return coalesce(reason, 'done');
end;
$$;
create temporary table calls on commit drop as
select
  'select public.revoke_session(md5(''session'')::uuid)' as of_session,
  format('select public.revoke_all_sessions(%L, ''x'')', tests.person('staff@demo.example')) as of_sessions,
  format('select public.grant_person_permission(%L, ''fees.view'', ''allow'', ''x'')', tests.person('staff@demo.example')) as of_grant,
  format('select public.export_config(%L)', tests.domain('abtasty.com')) as of_export;
select is(pg_temp.refused(of_session, pg_temp.all_but('collaborators.manage')), 'P0002 NOT_FOUND', 'a session without collaborators.manage') from calls;
select is(pg_temp.refused(of_session, '{collaborators.manage}'), 'done', 'and with nothing else') from calls;
select is(pg_temp.refused(of_sessions, pg_temp.all_but('collaborators.manage')), '42501 PERMISSION_DENIED', 'all sessions without it') from calls;
select is(pg_temp.refused(of_sessions, '{collaborators.manage}'), 'done', 'and with nothing else') from calls;
select is(pg_temp.refused(of_grant, '{collaborators.manage,fees.view}'), 'done', 'what one has oneself is given with nothing else') from calls;
select is(pg_temp.refused(of_export, pg_temp.all_but('settings.manage')), '42501 PERMISSION_DENIED', 'settings of a site without settings.manage') from calls;
select is(pg_temp.refused(of_export, '{settings.manage}'), 'done', 'and with nothing else') from calls;

-- Of all sites that somebody may, with the same permission.
select pg_temp.hold(pg_temp.all_but('support.view'));
select isnt(public.export_config() -> 'sites', '{}', 'all settings, without support');
select tests.back();

select * from finish();
rollback;
