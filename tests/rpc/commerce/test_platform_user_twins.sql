-- Users of two platforms may carry one id: whoever works on one of them leaves the other as it was.
-- row: C02 C04 R26
begin;
select plan(4);

insert into public.platform_users (domain_id, id, external_id, tag, status, joined_at)
select tests.domain('toto.example'), u.id, 'twin', 'twin-tag', 'pending', u.joined_at
from public.platform_users as u where u.external_id = 'user-1005' and u.domain_id = tests.domain('cooking.example');
create function pg_temp.them() returns text language sql as $$
  select string_agg(concat_ws(' ', u.external_id, u.status, u.tag), ', ' order by u.external_id)
  from public.platform_users as u where u.id = md5('platform_user/cooking.exampleuser-1005')::uuid
$$;
create function pg_temp.retag(site text, tag text) returns text language sql as $$
  select (public.set_user_tag(tests.domain(site), md5('platform_user/cooking.exampleuser-1005')::uuid, retag.tag)).external_id
$$;
create function pg_temp.move(site text, status text) returns text language sql as $$
  select (public.set_platform_user_status(tests.domain(site), md5('platform_user/cooking.exampleuser-1005')::uuid, move.status, 'a wish')).external_id
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.retag('toto.example', 'steamer') || ' ' || pg_temp.retag('cooking.example', 'colander'), 'twin user-1005', 'each is tagged');
select is(pg_temp.them(), 'twin pending steamer, user-1005 waitlist colander', 'with a tag of its own');
select is(pg_temp.move('cooking.example', 'active') || ' ' || pg_temp.move('toto.example', 'inactive'), 'user-1005 twin', 'and moved');
select is(pg_temp.them(), 'twin inactive steamer, user-1005 active colander', 'to a status of its own');

select * from finish();
rollback;
