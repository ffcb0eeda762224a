-- The same key again is the same announcement: of the same person, and of that key.
-- row: T39
begin;
select plan(4);

delete from public.notifications;
delete from public.announcements;
insert into public.announcements (audience, title, idempotency_key, created_by)
select 'all', one.title, one.key, tests.person(one.email)
from (values
  ('of somebody else', 'key 2', 'staff@demo.example'), ('first', 'key 1', 'admin@admin.com'),
  ('second', 'key 2', 'admin@admin.com'), ('of yet another', 'key 1', 'support@demo.example')
) as one (title, key, email);

select tests.as('admin@admin.com', 'aal2');
select is((public.announce('again', idempotency_key => 'key 1')).title, 'first', 'the first of the caller');
select is((public.announce('again', idempotency_key => 'key 2')).title, 'second', 'the second of the caller');
select is((public.announce('third', idempotency_key => 'key 3')).title, 'third', 'a new one');
select tests.back();
select is((select count(*) from public.announcements), 5::bigint, 'and no more than that one came');

select * from finish();
rollback;
