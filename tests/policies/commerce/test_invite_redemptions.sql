-- Redemptions of invite codes: read by business and support where they work, written by RPCs alone.
-- row: C03 C04 C32
begin;
select plan(14);

-- Twins with the same ids in another domain.
insert into public.invite_codes (domain_id, id, code, slots_total, starts_at)
select tests.domain('abtasty.com'), c.id, c.code, c.slots_total, c.starts_at from public.invite_codes as c where c.code = 'PROMO2025';
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('abtasty.com'), u.id, u.external_id, u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.invite_redemptions (domain_id, id, invite_code_id, platform_user_id)
select tests.domain('abtasty.com'), r.id, r.invite_code_id, r.platform_user_id from public.invite_redemptions as r
where r.platform_user_id = md5('platform_user/cooking.exampleuser-1002')::uuid;
create function pg_temp.seen() returns bigint language sql stable as $$ select count(*) from public.invite_redemptions $$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), 2::bigint, 'C03: business reads those of its platform');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 3::bigint, 'C04: support those of both its domains');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 3::bigint, 'admin all');
select is(tests.refusal('update public.invite_redemptions set redeemed_at = redeemed_at'), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.invite_redemptions (id) values (default)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.invite_redemptions'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), 0::bigint, 'staff reads none');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), 0::bigint, 'nor does a partner');
select tests.as('user@user.com');
select is(pg_temp.seen(), 0::bigint, 'nor a client user, not even of the own domain');
select tests.as_anon();
select is(tests.refusal('select from public.invite_redemptions'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 3::bigint, 'the worker reads all');
select is(tests.refusal('update public.invite_redemptions set redeemed_at = redeemed_at'), '42501', 'and writes none');
select tests.back();

select is(
  tests.refusal('insert into public.invite_redemptions (domain_id, invite_code_id, platform_user_id) select domain_id, invite_code_id, platform_user_id from public.invite_redemptions'),
  '23505', 'nobody redeems a code twice'
);
select is(
  tests.refusal($$insert into public.invite_redemptions (domain_id, invite_code_id, platform_user_id)
  select tests.domain('toto.example'), invite_code_id, platform_user_id from public.invite_redemptions limit 1$$),
  '23503', 'nor one of another domain'
);

select * from finish();
rollback;
