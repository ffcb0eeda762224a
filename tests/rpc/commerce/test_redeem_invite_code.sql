-- A code takes a user into its cohort and to its owner, once; referrals are final and make no ring.
-- row: C27 C32
begin;
select plan(30);

create function pg_temp.redeemed(code text, who text, site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format(
    'select public.redeem_invite_code(%L, %L, %L)',
    tests.domain(redeemed.site), redeemed.code, md5('platform_user/cooking.example' || redeemed.who)::uuid
  ))
$$;
create function pg_temp.used(code text) returns text language sql stable as $$
  select c.slots_used || ' of ' || c.slots_total || ', ' || (select count(*) from public.invite_redemptions as r where r.invite_code_id = c.id)
  from public.invite_codes as c where c.code = used.code and c.domain_id = tests.domain('cooking.example')
$$;
create function pg_temp.referrer(who text) returns text language sql stable as $$
  select r.external_id from public.platform_users as u
  join public.platform_users as r on r.domain_id = u.domain_id and r.id = u.referrer_id where u.external_id = referrer.who
$$;
create function pg_temp.cohorts_of(who text) returns text language sql stable as $$
  select string_agg(c.name, ', ' order by c.priority) from public.cohort_members as m
  join public.cohorts as c on (c.domain_id, c.id) = (m.domain_id, m.cohort_id)
  where m.platform_user_id = md5('platform_user/cooking.example' || cohorts_of.who)::uuid and m.valid @> now()
$$;
create function pg_temp.make(code text, owner text, cohort text default null, slots integer default 9) returns void language sql as $$
  insert into public.invite_codes (domain_id, code, slots_total, owner_user_id, cohort_id)
  select tests.domain('cooking.example'), make.code, make.slots,
    md5('platform_user/cooking.example' || make.owner)::uuid, md5('cohort/cooking.example' || make.cohort)::uuid
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins with the same ids in another domain, where each was brought by the next one.
insert into public.platform_users (domain_id, id, external_id, joined_at, referrer_id)
select tests.domain('abtasty.com'), u.id, 'twin-' || u.external_id, u.joined_at, lead(u.id) over (order by u.external_id)
from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
update public.platform_users set referrer_id = null where domain_id = tests.domain('cooking.example');
select pg_temp.make('of-user-2', 'user-1002', 'Large volume'), pg_temp.make('of-user-3', 'user-1003'), pg_temp.make('again-of-3', 'user-1003'), pg_temp.make('of-user-5', 'user-1005'), pg_temp.make('one-slot', null, null, 1);

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.redeemed('PROMO2025', 'user-1004'), '42501', 'no person redeems a code');
select tests.as_anon();
select is(pg_temp.redeemed('PROMO2025', 'user-1004'), '42501', 'nor does anon');
select tests.as_service();
select is(pg_temp.redeemed('promo2025', 'user-1004'), null, 'C32: the platform does, whatever the case');
select is(pg_temp.cohorts_of('user-1004'), 'PROMO2025', 'who is in the cohort at once');
select is(pg_temp.used('PROMO2025'), '3 of 50, 3', 'a slot is taken');
select is(pg_temp.referrer('user-1004'), null, 'a code without owner brings no referrer');
select is(pg_temp.redeemed('PROMO2025', 'user-1004'), null, 'C32: again is the same');
select is(pg_temp.used('PROMO2025'), '3 of 50, 3', 'and takes no slot');
select is(pg_temp.redeemed('unknown1', 'user-1004'), 'P0002 NOT_FOUND', 'there must be such a code');
select is(pg_temp.redeemed('PROMO2025', 'user-9999'), 'P0002 NOT_FOUND', 'and such a user');
select is(pg_temp.redeemed('PROMO2025', 'user-1004', 'toto.example'), 'P0002 NOT_FOUND', 'in that domain');
select is(pg_temp.redeemed('BETA_2026', 'user-1004'), 'PT409 INVITE_CODE_CLOSED', 'it has not ended');
select is(pg_temp.redeemed('one-slot', 'user-1003'), null, 'a code of one slot');
select is(pg_temp.redeemed('one-slot', 'user-1004'), 'PT409 INVITE_CODE_FULL', 'has none after that');
select is(pg_temp.redeemed('one-slot', 'user-1003'), null, 'whoever has it keeps it');

select is(pg_temp.redeemed('trade-with-1', 'user-1002'), null, 'C27: a code of a user');
select is(pg_temp.referrer('user-1002'), 'user-1001', 'tells who brought whom');
select is(pg_temp.redeemed('of-user-3', 'user-1002'), 'PT409 REFERRER_FIXED', 'C27: a second attachment is refused');
select is(pg_temp.used('of-user-3'), '0 of 9, 0', 'and takes no slot');
select is(pg_temp.redeemed('of-user-3', 'user-1003'), 'PT409 REFERRAL_CYCLE', 'C27: nobody brings himself');
select is(pg_temp.redeemed('of-user-2', 'user-1003'), null, 'the line goes on');
select is(pg_temp.cohorts_of('user-1003'), 'PROMO2025, Large volume', 'and its code leads into a cohort as well');
select is(pg_temp.redeemed('of-user-3', 'user-1001'), 'PT409 REFERRAL_CYCLE', 'C27: A, B, C, A is no line');
select is(pg_temp.redeemed('of-user-3', 'user-1004'), null, 'D comes after C');
select is(pg_temp.redeemed('again-of-3', 'user-1004'), null, 'C27: another code of who brought him is no second attachment');
select is(pg_temp.used('again-of-3'), '1 of 9, 1', 'and takes a slot');
select is(pg_temp.redeemed('of-user-5', 'user-1001'), null, 'who brought others is brought by somebody of another line');

select tests.back();
select is(
  (select string_agg(u.external_id || ' by ' || r.external_id, ', ' order by u.external_id) from public.platform_users as u
  join public.platform_users as r on r.domain_id = u.domain_id and r.id = u.referrer_id where u.domain_id = tests.domain('abtasty.com')),
  'twin-user-1001 by twin-user-1002, twin-user-1002 by twin-user-1003, twin-user-1003 by twin-user-1004, twin-user-1004 by twin-user-1005',
  'C02: the twins are as they were'
);
update public.invite_codes set is_active = false where code = 'PROMO2025';
update public.invite_codes set starts_at = now() + interval '1 minute' where code = 'of-user-2';
select is(pg_temp.redeemed('PROMO2025', 'user-1001'), 'PT409 INVITE_CODE_CLOSED', 'what is off is closed');
select is(pg_temp.redeemed('of-user-2', 'user-1001'), 'PT409 INVITE_CODE_CLOSED', 'and what has not begun');

select * from finish();
rollback;
