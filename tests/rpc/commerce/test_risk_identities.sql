-- What identifies users is told of one platform: each wallet, and the mailbox where there is one.
-- row: C55
begin;
select plan(3);

insert into public.platform_users (domain_id, id, external_id, email, wallets, joined_at)
select tests.domain(one.site), md5('identity ' || one.name)::uuid, 'identity-' || one.name, one.email, one.wallets::text [], '2026-03-01'
from (values
  ('cooking.example', 'both', 'ana+one@shop.example', '{walletOne,walletTwo,walletOne}'), ('cooking.example', 'neither', null, '{}'),
  ('abtasty.com', 'elsewhere', 'ana@shop.example', '{walletOne}')
) as one (site, name, email, wallets);

create function pg_temp.marks(name text, site text default 'cooking.example') returns text language sql as $$
  select string_agg(concat(i.kind, ' ', i.mark), ', ' order by i.kind, i.mark)
  from private.risk_identities(tests.domain(site)) as i where i.platform_user_id = md5('identity ' || name)::uuid
$$;
select is(pg_temp.marks('both'), 'mailbox ana@shop.example, wallet walletOne, wallet walletTwo', 'each wallet once, and the mailbox');
select is(pg_temp.marks('neither'), null, 'nothing of whoever has neither');
select is(pg_temp.marks('elsewhere'), null, 'nothing of another platform');

select * from finish();
rollback;
