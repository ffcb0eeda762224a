-- Taking an invitation back.
-- row: T27
begin;
select plan(14);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

insert into public.people (email, role_key) values ('new@example.com', 'support'), ('other@example.com', 'support');
insert into public.invitations (id, person_id, invited_by, expires_at)
values (
  '00000000-0000-0000-0000-00000000000c', tests.person('other@example.com'), tests.person('admin@admin.com'), now() + interval '1 day'
), (
  '00000000-0000-0000-0000-00000000000a', tests.person('new@example.com'), tests.person('admin@admin.com'), now() + interval '1 day'
);
create function pg_temp.cancel(id uuid default '00000000-0000-0000-0000-00000000000a') returns text
language sql as $$ select tests.refusal(format('select public.cancel_invitation(%L, ''wrong address'')', cancel.id)) $$;
grant execute on function pg_temp.cancel(uuid) to anon, authenticated;

select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.cancel(), '42501 PERMISSION_DENIED', 'staff cancels none');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.cancel(), '42501 PERMISSION_DENIED', 'support cancels none');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.cancel(), '42501 PERMISSION_DENIED', 'a client user cancels none');
select tests.as_anon();
select is(pg_temp.cancel(), '42501', 'anon cancels none');
select tests.as('admin@admin.com');
select is(pg_temp.cancel(), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.cancel(gen_random_uuid()), 'P0002 NOT_FOUND', 'an unknown invitation is not there');
select throws_like('select public.cancel_invitation(gen_random_uuid(), ''x'')', '%invitation%', 'which is said of the invitation');
select is(
  (public.cancel_invitation('00000000-0000-0000-0000-00000000000a', 'wrong address')).id, '00000000-0000-0000-0000-00000000000a',
  'admin cancels, and gets what was cancelled'
);
select is(pg_temp.cancel(), 'PT409 INVITATION_CLOSED', 'once');
select tests.back();
select is(private.person_with_email('new@example.com'), null, 'the address is forgotten');
select is(
  (select array_agg(topic || ' ' || (payload ->> 'email')) from private.outbox), array['auth.delete_user new@example.com'],
  'and the auth service is told to forget it'
);
select is(
  (select array_agg(reason) from public.audit_log where resource = 'invitations' and action = 'update'), array['wrong address'], 'the audit log knows why'
);
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal($$ select public.invite_collaborator('new@example.com', 'support', is_all_domains => true) $$), null,
  'the address can be invited anew'
);

-- A manager below the top: the invitations of superiors are not his.
select tests.back();
insert into public.people (email, role_key) values ('chief@example.com', 'admin');
insert into public.invitations (id, person_id, invited_by, expires_at) values (
  '00000000-0000-0000-0000-00000000000b', tests.person('chief@example.com'), tests.person('admin@admin.com'), now()
);
insert into public.memberships (person_id, role_key, is_all_domains)
values (tests.person('support@demo.example'), 'support', true);
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('support@demo.example'), 'collaborators', 'manage', 'allow', true, 'x');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.cancel('00000000-0000-0000-0000-00000000000b'), '42501 RANK_TOO_LOW', 'nobody cancels the invitation of a superior');

select * from finish();
rollback;
