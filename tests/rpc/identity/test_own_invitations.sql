-- Invitations are of those whom they name: open ones pass on, run on and end; what was accepted or cancelled stays as it was.
-- row: C08 C09 T27
begin;
select plan(17);

insert into public.people (email, role_key, status)
select name || '@x.example', 'staff', 'invited' from unnest('{one,two,three,four,five}'::text []) as name;
insert into public.people (email, role_key, status) values ('gone@x.example', 'staff', 'deleted'), ('off@x.example', 'staff', 'disabled');
create function pg_temp.invite(name text, by text, accepted text default null, cancelled text default null, key text default null) returns uuid language sql as $$
  insert into public.invitations (person_id, invited_by, expires_at, accepted_at, cancelled_at, idempotency_key)
  values (tests.person(name || '@x.example'), tests.person(by), now() + interval '1 day', accepted::timestamptz, cancelled::timestamptz, key) returning id
$$;
create function pg_temp.by(name text) returns text language sql as $$
  select string_agg(split_part(p.email::text, '@', 1), ' ' order by p.email) from public.invitations as i
  inner join public.people as p on p.id = i.invited_by where i.person_id = tests.person(name || '@x.example')
$$;
grant execute on all functions in schema pg_temp to public;

-- Whoever goes leaves the open ones that he sent to somebody else who is there.
select pg_temp.invite('one', 'support@demo.example'), pg_temp.invite('two', 'support@demo.example', '2026-01-01'),
  pg_temp.invite('three', 'support@demo.example', null, '2026-01-01'), pg_temp.invite('four', 'admin@admin.com');
create function pg_temp.remove(heir uuid) returns text language sql as $$
  select tests.refusal(format('select public.delete_person(%L, ''x'', %L)', tests.person('support@demo.example'), heir))
$$;
grant execute on all functions in schema pg_temp to public;
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.remove(tests.person('support@demo.example')), '22023 INVALID_INPUT', 'not to himself');
select is(pg_temp.remove(tests.person('off@x.example')), '22023 INVALID_INPUT', 'nor to somebody disabled');
select is(pg_temp.remove(tests.person('business@demo.example')), null, 'to a colleague');
select tests.back();
select is(pg_temp.by('one'), 'business', 'an open one passes on');
select is(
  (select count(*) from public.invitations as i where i.invited_by = tests.person('business@demo.example')), 1::bigint,
  'what was accepted, was cancelled or somebody else sent does not'
);
select is(pg_temp.by('four'), 'admin', 'that of the admin stays his');

-- Asked with the same key again, an open invitation is told; one that has ended is none.
select pg_temp.invite('five', 'admin@admin.com', null, '2026-01-01', 'cancelled'), pg_temp.invite('five', 'admin@admin.com', '2026-01-01', null, 'accepted');
create function pg_temp.again(key text) returns text language plpgsql as $$
declare
  sent public.invitations;
begin
  perform tests.as('admin@admin.com', 'aal2');
  sent := public.invite_collaborator('five@x.example', 'staff', array['10000000-0000-4000-8000-000000000001']::uuid [], false, '', key);
  perform tests.back();
  return concat_ws(' ', sent.sent_count, sent.accepted_at is null and sent.cancelled_at is null);
end;
$$;
select is(pg_temp.again('cancelled'), '1 t', 'one that was cancelled is sent anew');
select is(pg_temp.again('accepted'), '2 t', 'as is one that was accepted');
select is(pg_temp.again('accepted'), '2 t', 'and the open one is told');

-- Forgetting a person ends what is open, and that alone.
select private.anonymise_person(tests.person('three@x.example')), private.anonymise_person(tests.person('one@x.example'));
select is(
  (select array_agg(distinct i.cancelled_at order by i.cancelled_at) from public.invitations as i where i.accepted_at is null and i.invited_by <> tests.person('admin@admin.com')),
  array['2026-01-01'::timestamptz, now()], 'the time at which another one was cancelled stays'
);
select is((select array_agg(i.cancelled_at) from public.invitations as i where i.person_id = tests.person('four@x.example')), array[null::timestamptz], 'as does somebody else''s');

-- Locked is the invitation with its person, whoever else was forgotten.
select is(tests.refusal('select private.lock_invitation(gen_random_uuid())'), 'P0002 NOT_FOUND', 'one that is not there');
select is(
  tests.refusal(format('select private.lock_invitation(%L)', (select i.id from public.invitations as i where i.person_id = tests.person('two@x.example')))),
  'PT409 INVITATION_CLOSED', 'one that has ended'
);
select is(
  (select (private.lock_invitation(i.id)).id from public.invitations as i where i.person_id = tests.person('four@x.example')),
  (select i.id from public.invitations as i where i.person_id = tests.person('four@x.example')), 'an open one'
);

-- An address is of whoever has it now.
select is(private.person_with_email(' GONE@x.example '), null, 'who was forgotten has none');
select is(private.person_with_email(' OFF@x.example '), tests.person('off@x.example'), 'who is disabled has one');
select is(private.person_with_email('nobody@x.example'), null, 'nobody has another');

select * from finish();
rollback;
