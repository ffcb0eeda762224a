-- Which domains: never null, empty is nothing, exact names, and at once.
-- row: T08 T23 T26 T30 R15 R25 R26 C12
begin;
select plan(29);
create function pg_temp.names(permission text) returns text [] language sql as $$
  select coalesce(array_agg(d.site_domain order by d.site_domain), '{}') from public.domains as d
  where d.id = any(private.domains_with(names.permission))
$$;
-- definer, so that the names can be read by whoever acts; the question is still asked as that person.
create function pg_temp.seen(permission text) returns text [] language sql security definer as $$
  select pg_temp.names(seen.permission)
$$;
create function pg_temp.say(statement text) returns void language plpgsql security definer as $$
begin execute say.statement; end $$;
grant execute on all functions in schema pg_temp to authenticated, service_role;

select tests.as('user@user.com');
select is(pg_temp.seen('conversations.view'), array['abtasty.com'], 'no look-alike and no sub-domain');
select is(private.domains_with('conversations.edit'), '{}'::uuid [], 'what the role lacks reaches nothing');
select is(private.domains_with('no such thing'), '{}'::uuid [], 'and so does nonsense');
select is(private.domains_with(null), '{}'::uuid [], 'and null');
select is(private.holds('conversations.view'), false, 'a permission in one domain is not held everywhere');

-- Exceptions: what, never where; deny beats allow; a denied view takes all.
select pg_temp.say('insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
  values (tests.person(''user@user.com''), ''fees'', ''manage'', ''allow'', true, ''trial'')');
select is(
  pg_temp.seen('fees.delete'), array['abtasty.com'],
  'an allow everywhere reaches the own domains alone'
);
select pg_temp.say('insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
  values (tests.person(''user@user.com''), ''orders'', ''view'', ''allow'', tests.domain(''notabtasty.com''), ''trial'')');
select is(pg_temp.seen('orders.view'), '{}', 'an allow in a stranger''s domain reaches nothing');
select pg_temp.say('insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
  values (tests.person(''user@user.com''), ''fees'', ''edit'', ''deny'', tests.domain(''abtasty.com''), ''no'')');
select is(pg_temp.seen('fees.edit'), '{}', 'deny beats allow');
select is(pg_temp.seen('fees.manage'), '{}', 'and manage, which needs edit');
select is(pg_temp.seen('fees.view'), array['abtasty.com'], 'but not view');
select pg_temp.say('update public.person_permissions set action = ''view'' where effect = ''deny''');
select is(pg_temp.seen('fees.delete'), '{}', 'a denied view takes every action');
select pg_temp.say('delete from public.person_permissions where effect = ''deny''');
select is(pg_temp.seen('fees.delete'), array['abtasty.com'], 'without the denial it is back');
select pg_temp.say('update public.person_permissions set expires_at = now()');
select is(pg_temp.seen('fees.manage'), '{}', 'an expired allow counts for nothing');
select pg_temp.say('update public.person_permissions set expires_at = null, is_all_domains = false,
  domain_id = tests.domain(''abtasty.com'') where resource = ''fees''');
select is(pg_temp.seen('fees.manage'), array['abtasty.com'], 'an allow in the own domain counts there');

-- At the very next statement.
select pg_temp.say('update public.memberships set role_key = ''partner'' where person_id = tests.person(''user@user.com'')');
select is(pg_temp.seen('conversations.view'), '{}', 'a changed role counts at once, with the old token');
select pg_temp.say('update public.memberships set role_key = ''client_user'', valid = tstzrange(null, now()) where person_id = tests.person(''user@user.com'')');
select is(pg_temp.seen('conversations.view'), '{}', 'so does the end of a membership');
select pg_temp.say('update public.memberships set valid = ''[,)'' where person_id = tests.person(''user@user.com'')');
select is(pg_temp.seen('conversations.view'), array['abtasty.com'], 'and its return');
select pg_temp.say('update public.domains set archived_at = now() where site_domain = ''abtasty.com''');
select is(pg_temp.seen('conversations.view'), '{}', 'an archived domain is closed');
select pg_temp.say('update public.domains set archived_at = null');
select pg_temp.say('update public.people set status = ''disabled'' where email = ''user@user.com''');
select is(pg_temp.seen('conversations.view'), '{}', 'a disabled person has nothing');
select pg_temp.say('update public.people set status = ''active'', sessions_valid_after = clock_timestamp() where email = ''user@user.com''');
select is(pg_temp.seen('conversations.view'), '{}', 'a token from before the revocation has nothing');
select pg_temp.say('update public.people set sessions_valid_after = ''-infinity'' where email = ''user@user.com''');
select pg_temp.say('insert into private.revoked_sessions values ((nullif(current_setting(''request.jwt.claims''), '''')::jsonb ->> ''session_id'')::uuid, tests.person(''user@user.com''))');
select is(pg_temp.seen('conversations.view'), '{}', 'a revoked session has nothing');
select tests.as('user@user.com');
select is(pg_temp.seen('conversations.view'), array['abtasty.com'], 'another session of the same person has');
select pg_temp.say('update public.roles set is_mfa_required = true where key = ''client_user''');
select is(pg_temp.seen('conversations.view'), array['abtasty.com'], 'locally a password is strong enough');
select tests.environment('production');
select is(
  pg_temp.seen('conversations.view'), '{}',
  'elsewhere a role that needs a second factor waits for it'
);
select tests.as('user@user.com', 'aal2');
select is(pg_temp.seen('conversations.view'), array['abtasty.com'], 'and counts with it');
select pg_temp.say('delete from public.memberships where person_id = tests.person(''user@user.com'')');
select is(
  pg_temp.seen('conversations.view'), '{}',
  'without the last domain nothing is left, not everything'
);

select tests.as('admin@admin.com');
select is(cardinality(pg_temp.seen('conversations.view')), 6, 'admin reaches every domain');
select pg_temp.say('insert into public.domains (client_id, site_domain) select id, ''new.example'' from public.clients limit 1');
select is(cardinality(pg_temp.seen('conversations.view')), 7, 'also one that came later');
select tests.as_service();
select is(private.domains_with('conversations.view'), '{}'::uuid [], 'the secret key is no person');

select * from finish();
rollback;
