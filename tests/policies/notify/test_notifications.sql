-- Only the recipient reads, and what is about a domain only while he works there.
-- row: T39 T45 R25
begin;
select plan(26);
delete from public.notifications;
insert into public.notifications (recipient_id, domain_id, event, type, severity, title)
select tests.person(r.email), d.id, 'ticket.created', 'ticket', 'info', coalesce(d.site_domain, 'none')
from (values ('user@user.com'), ('support@demo.example'), ('admin@admin.com'), ('staff@demo.example')) as r (email)
cross join (
  select domains.id, domains.site_domain from public.domains
  union all select null, null
) as d (id, site_domain);

create function pg_temp.titles() returns text[] language sql as $$
  select array_agg(title order by title collate "C") from public.notifications
$$;
grant execute on function pg_temp.titles() to public;

select tests.as('user@user.com');
select is(pg_temp.titles(), array['abtasty.com', 'none'], 'the recipient reads the own ones of his domain and of none');
select is(
  (select count(*) from public.notifications where recipient_id <> tests.person('user@user.com')), 0::bigint,
  'and nobody else''s'
);
select is(
  tests.refusal($$insert into public.notifications (recipient_id, event, type, severity, title)
  values (tests.person('user@user.com'), 'a.b', 'user', 'info', 'x')$$), '42501', 'writes none'
);
select is(tests.refusal('update public.notifications set read_at = now()'), '42501', 'marks none past the RPCs');
select is(tests.refusal('delete from public.notifications'), '42501', 'deletes none');

select tests.as('support@demo.example');
select is(
  pg_temp.titles(), array['abtasty.com', 'cooking.example', 'none'], 'somebody in two domains reads those of both'
);
select tests.as('staff@demo.example');
select is(pg_temp.titles(), array['none', 'toto.example'], 'staff reads the own, and nobody else''s');
select tests.as('admin@admin.com', 'aal2');
select is(
  (select array_agg(distinct recipient_id) from public.notifications), array[tests.person('admin@admin.com')],
  'admin reads the own alone: somebody else''s only through the RPC that notes it'
);
select is(cardinality(pg_temp.titles()), 7, 'of every domain');
select is(tests.refusal('update public.notifications set read_at = now()'), '42501', 'admin marks none');
select is(tests.refusal('delete from public.notifications'), '42501', 'admin deletes none');
select tests.as('partner@demo.example');
select is(pg_temp.titles(), null, 'who was told nothing reads nothing, though he works at toto.example');

select tests.back();
update public.memberships set valid = tstzrange(null, now()) where person_id = tests.person('user@user.com');
select tests.as('user@user.com');
select is(pg_temp.titles(), array['none'], 'whose membership has ended reads nothing of the domain');
select tests.back();
update public.memberships set valid = '[,)' where person_id = tests.person('user@user.com');
select tests.as('user@user.com');
select is(pg_temp.titles(), array['abtasty.com', 'none'], 'and again when he is back');

select tests.back();
update public.security_settings set is_strong_auth_relaxed_locally = false;
select tests.as('user@user.com', 'aal1');
select is(pg_temp.titles(), array['abtasty.com', 'none'], 'a password is enough for roles that want no more');
select tests.back();
update public.roles set is_mfa_required = true where key = 'client_user';
select tests.as('user@user.com', 'aal1');
select is(pg_temp.titles(), array['none'], 'where the role wants a second factor, a password shows nothing of the domain');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.titles(), array['abtasty.com', 'none'], 'and the second factor does');

select tests.back();
update public.domains set archived_at = now() where site_domain = 'abtasty.com';
select tests.as('user@user.com', 'aal2');
select is(pg_temp.titles(), array['none'], 'an archived domain shows nothing');
select tests.as('admin@admin.com', 'aal2');
select is(cardinality(pg_temp.titles()), 6, 'not even to admin');

select tests.back();
update public.people set status = 'disabled' where email = 'support@demo.example';
select tests.as('support@demo.example');
select is(pg_temp.titles(), null, 'a disabled person reads nothing');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(pg_temp.titles(), null, 'nor does an account without a person');
select tests.as_anon();
select is(tests.refusal('select from public.notifications'), '42501', 'anon is refused');

select tests.as_service();
select is((select count(*) from public.notifications), 28::bigint, 'the worker reads all');
select is(tests.refusal('delete from public.notifications'), '42501', 'and deletes none');

select tests.back();
select is(
  tests.refusal($$update public.notifications set link = '//evil.example/x'$$), '23514', 'a link leads to a page of ours'
);
select is(tests.refusal($$update public.notifications set link = 'https://evil.example'$$), '23514', 'never elsewhere');

select * from finish();
rollback;
