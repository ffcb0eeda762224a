-- Who am I: one call, for each role its own start; nothing for whoever is not active.
-- row: T03 T10 T30 R24 R25
begin;
select plan(23);
create temporary table seen (email text, me jsonb) on commit drop;
grant all on seen to authenticated;
create function pg_temp.look(email text) returns void language plpgsql as $$
begin
  perform tests.as(look.email);
  insert into seen select look.email, public.me();
  perform tests.back();
end;
$$;
select pg_temp.look(email::text) from public.people order by email::text;

select is(me ->> 'landing_route', route, role || ' starts at ' || route)
from (values
  ('admin', '/dashboard'), ('staff', '/cases'), ('business', '/analytics'),
  ('support', '/support-hub'), ('partner', '/partner'), ('guardian', '/my-cases'),
  ('client_user', '/conversations')
) as roles (role, route)
left join seen on seen.me #>> '{role,key}' = roles.role;

select is(me #>> '{person,email}', 'user@user.com', 'the person') from seen where email = 'user@user.com';
select is(
  me -> 'permissions',
  '["accounts.view", "agents.edit", "agents.view", "ai_sections.edit", "ai_sections.view",
    "analytics.view", "conversations.view", "settings.edit", "settings.view", "tickets.edit",
    "tickets.view", "topics.view",
    "visitors.view"]'::jsonb, 'what a client user may do'
) from seen where email = 'user@user.com';
select is(
  jsonb_path_query_array(me, '$.domains[*].site_domain'), '["abtasty.com"]'::jsonb,
  'where: the own domain and no look-alike'
) from seen where email = 'user@user.com';
-- What holds without row security and without me(): whatever the role's grants give.
select is(
  me -> 'permissions', (
    select jsonb_agg(p.resource || '.' || p.action order by p.resource || '.' || p.action) from public.permissions as p
    where exists (
      select from public.role_permissions as rp
      where rp.role_key = 'admin' and rp.resource = p.resource and (rp.action in (p.action, 'manage'))
    )
  ), 'admin may do everything that the role gives'
) from seen where email = 'admin@admin.com';
select is(
  (select array_agg(p) from jsonb_array_elements_text(me -> 'permissions') as p where p ~ '^(case|donation)'),
  array['case_documents.edit', 'case_documents.view', 'cases.edit', 'cases.view', 'donations.view'],
  'what reaches less than a domain counts, too'
) from seen where email = 'guardian@demo.example';
select is(jsonb_array_length(me -> 'domains'), 6, 'everywhere') from seen where email = 'admin@admin.com';
select is(count(distinct me ->> 'permission_version'), 7::bigint, 'seven versions of permission') from seen;

insert into public.env_settings (environment, key, value)
values (private.environment(), 'feature.dark', 'true'), (private.environment(), 'other', 'true');
select tests.as('user@user.com');
select is(public.me() -> 'feature_flags', '{"dark": true}'::jsonb, 'flags are the settings named feature.*');
select is(public.me() -> 'strong_auth', 'true'::jsonb, 'locally a password is strong');
select tests.environment('production');
select is(public.me() -> 'strong_auth', 'false'::jsonb, 'elsewhere it is not');
select is(public.me() -> 'feature_flags', '{}'::jsonb, 'and flags are those of the environment');

select tests.back();
select tests.sign_up('stranger@x.example');
update public.people set status = 'disabled' where email = 'staff@demo.example';
update public.people set sessions_valid_after = now() + interval '1 minute' where email = 'partner@demo.example';
select tests.as('stranger@x.example');
select is(tests.refusal('select public.me()'), '42501 ACCOUNT_NOT_ACTIVE', 'a stranger is refused');
select tests.as('staff@demo.example');
select is(tests.refusal('select public.me()'), '42501 ACCOUNT_NOT_ACTIVE', 'a disabled person is refused');
select tests.as('partner@demo.example');
select is(tests.refusal('select public.me()'), '42501 ACCOUNT_NOT_ACTIVE', 'a revoked session is refused');
select tests.as_anon();
select is(tests.refusal('select public.me()'), '42501', 'anon may not ask');

select tests.back();
insert into public.role_permissions values ('client_user', 'fees', 'view');
select isnt(
  private.permission_version(tests.person('user@user.com')),
  (select me ->> 'permission_version' from seen where email = 'user@user.com'),
  'a grant to the role changes the version'
);
select * from finish();
rollback;
