-- Exports: read by whoever asked for them, and by whoever views the audit log; what they hold by no hand.
-- row: C50 T49
begin;
select plan(14);

create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(e.kind, ', ' order by e.kind) from public.exports as e
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.seen(), 'conversations', 'the own');
select is(tests.refusal('update public.exports set state = ''done'''), '42501', 'changed by no hand');
select is(tests.refusal('insert into public.exports (kind) values (''x'')'), '42501', 'nor made');
select is(tests.refusal('delete from public.exports'), '42501', 'nor deleted');
select is(tests.refusal('select from private.export_parts'), '42501', 'what it holds is read by nobody');
select is(tests.refusal('select from private.export_claims'), '42501', 'nor the token');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'events', 'not those of others in the same domain');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 'conversations, events', 'admin reads who exports what');
select tests.as_anon();
select is(tests.refusal('select from public.exports'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 'conversations, events', 'the worker reads all');
select is(tests.refusal('update public.exports set state = ''done'''), '42501', 'and writes none');
select tests.back();
update public.memberships set valid = tstzrange(lower(valid), now()) where person_id = tests.person('user@user.com');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'who works there no more reads none');
select tests.back();
select is(tests.refusal($$update public.exports set state = 'done'$$), '23514', 'what is done has a checksum');
select is(tests.refusal($$update public.exports set sha256 = 'x'$$), '23514', 'and only that');

select * from finish();
rollback;
