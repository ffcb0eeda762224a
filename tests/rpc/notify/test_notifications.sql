-- The old endpoint's shape: the address that it is given permits nothing.
-- row: T46 T45
begin;
select plan(13);
delete from public.notifications;
insert into public.notifications (recipient_id, domain_id, event, type, severity, title, read_at)
select tests.person(n.email), (select d.id from public.domains as d where d.site_domain = n.site), 'ticket.created', 'ticket', 'info', n.title, n.read_at
from (values
  ('user@user.com', null, 'u1', now()), ('user@user.com', 'abtasty.com', 'u2', null), ('user@user.com', 'toto.example', 'u3', null),
  ('staff@demo.example', null, 's1', null)
) as n (email, site, title, read_at);
create function pg_temp.got(user_email text) returns text language plpgsql as $$
declare
  answer jsonb := public.notifications(user_email);
begin
  return jsonb_path_query_array(answer, '$.notifications[*].title') || (answer -> 'unread_count');
end;
$$;
grant execute on function pg_temp.got(text) to public;

select tests.as('user@user.com');
select is(pg_temp.got('user@user.com'), '["u2", "u1", 1]', 'the own address: the own ones, newest first');
select is(pg_temp.got(' User@USER.com '), '["u2", "u1", 1]', 'in any case');
select is(pg_temp.got(null), '["u2", "u1", 1]', 'and without one');
select is(tests.refusal($$select public.notifications('staff@demo.example')$$), '42501 PERMISSION_DENIED', 'another''s address is refused');
select is(tests.refusal($$select public.notifications('nobody@x.example')$$), '42501 PERMISSION_DENIED', 'with the same answer when nobody has it');
select is(tests.refusal($$select public.notifications('')$$), '42501 PERMISSION_DENIED', 'or it is none');
select tests.back();
select is((select count(*) from public.access_log where resource ~ '^notifications'), 0::bigint, 'of the own nothing is noted');
select tests.as('admin@admin.com');
select is(pg_temp.got('user@user.com'), '["u3", "u2", "u1", 2]', 'who manages the team may');
select is(tests.refusal($$select public.notifications('nobody@x.example')$$), 'P0002 NOT_FOUND', 'and learns that nobody has an address');
select tests.back();
select is(
  (select array_agg(resource) from public.access_log where resource ~ '^notifications'),
  array['notifications/' || tests.person('user@user.com')], 'which is noted'
);
select tests.as_anon();
select is(tests.refusal($$select public.notifications('user@user.com')$$), '42501', 'anon is refused');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(tests.refusal($$select public.notifications('user@user.com')$$), '42501 ACCOUNT_NOT_ACTIVE', 'a stranger too');
select is(tests.refusal($$select public.notifications()$$), '42501 ACCOUNT_NOT_ACTIVE', 'also for himself');
select * from finish();
rollback;
