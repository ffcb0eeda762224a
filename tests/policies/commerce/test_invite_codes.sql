-- Invite codes: read by business and support where they work, written by RPCs alone.
-- row: C03 C04 C32
begin;
select plan(14);

-- Twins with the same ids in another domain.
insert into public.invite_codes (domain_id, id, code, slots_total, starts_at)
select tests.domain('abtasty.com'), c.id, c.code, c.slots_total, c.starts_at from public.invite_codes as c where c.code = 'PROMO2025';
create function pg_temp.seen() returns bigint language sql stable as $$ select count(*) from public.invite_codes $$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), 3::bigint, 'C03: business reads those of its platform');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 4::bigint, 'C04: support those of both its domains');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 4::bigint, 'admin all');
select is(tests.refusal('update public.invite_codes set slots_total = slots_total'), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.invite_codes (id) values (default)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.invite_codes'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), 0::bigint, 'staff reads none');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), 0::bigint, 'nor does a partner');
select tests.as('user@user.com');
select is(pg_temp.seen(), 0::bigint, 'nor a client user, not even of the own domain');
select tests.as_anon();
select is(tests.refusal('select from public.invite_codes'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 4::bigint, 'the worker reads all');
select is(tests.refusal('update public.invite_codes set slots_total = slots_total'), '42501', 'and writes none');
select tests.back();

select is(
  tests.refusal($$update public.invite_codes set code = 'promo2025' where code = 'BETA_2026'$$),
  '23505', 'C32: two codes of a domain never read the same'
);
select is(tests.refusal('update public.invite_codes set slots_used = slots_total + 1'), '23514', 'nor has one more users than slots');

select * from finish();
rollback;
