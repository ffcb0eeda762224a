-- The bell: what is unread, has not expired, and is about no domain or one of one's own; from a partial index.
-- row: T46 T03
begin;
select plan(11);
delete from public.notifications;
insert into public.notifications (recipient_id, domain_id, event, type, severity, title, read_at, expires_at)
select tests.person(n.email), (select d.id from public.domains as d where d.site_domain = n.site), 'ticket.created', 'ticket', 'info', 'x', n.read_at, n.expires_at
from (values
  ('user@user.com', null, null::timestamptz, null::timestamptz), ('user@user.com', 'abtasty.com', null, now() + interval '1 hour'),
  ('user@user.com', 'toto.example', null, null), ('user@user.com', null, now(), null),
  ('user@user.com', null, null, now()), ('staff@demo.example', null, null, null)
) as n (email, site, read_at, expires_at);

select tests.as('user@user.com');
select is(public.unread_count(), 2::bigint, 'neither read nor expired ones, nor those of other domains or people');
select is(public.me() -> 'unread_notifications', '2'::jsonb, 'me() says the same');
select is((select count(*) from public.list_notifications('unread')), 2::bigint, 'so does the list');
select tests.as('staff@demo.example');
select is(public.unread_count(), 1::bigint, 'each has the own');
select tests.as('admin@admin.com');
select is(public.unread_count(), 0::bigint, 'admin has none');
select tests.back();
select private.notify('ticket.created', array[tests.person('admin@admin.com')], 'x', null, null);
select tests.as('admin@admin.com');
select is(public.unread_count(), 1::bigint, 'right after it was written');
select tests.back();
update public.domains set archived_at = now() where site_domain = 'abtasty.com';
select tests.as('user@user.com');
select is(public.unread_count(), 1::bigint, 'an archived domain counts no more');
select tests.back();
update public.people set status = 'disabled' where email = 'user@user.com';
select tests.as('user@user.com');
select is(tests.refusal('select public.unread_count()'), '42501 ACCOUNT_NOT_ACTIVE', 'a disabled person is refused');
select tests.as_anon();
select is(tests.refusal('select public.unread_count()'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('select public.unread_count()'), '42501', 'the worker is nobody to be told');

select tests.back();
insert into public.notifications (recipient_id, event, type, severity, title, read_at)
select tests.person('staff@demo.example'), 'ticket.created', 'ticket', 'info', 'x', case when n > 20 then now() end
from generate_series(1, 5000) as n;
analyze public.notifications;
create function pg_temp.plan() returns text language plpgsql as $$
declare
  line text;
  lines text := '';
begin
  for line in explain select count(*) from public.notifications where recipient_id = tests.person('staff@demo.example') and read_at is null loop
    lines := lines || line;
  end loop;
  return lines;
end;
$$;
grant execute on function pg_temp.plan() to public;
select matches(pg_temp.plan(), 'notifications_unread_idx', 'counted in the index of the unread');
select * from finish();
rollback;
