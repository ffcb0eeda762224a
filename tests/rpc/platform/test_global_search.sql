-- One search over everything, which finds what the caller may view and nothing else.
-- row: C01 C02 C30
begin;
select plan(45);

create function pg_temp.found(query text, sites text [] default null, page_size integer default 10) returns text language sql stable as $$
  select string_agg(concat_ws(' ', s.kind, s.title, s.matched, case when s.is_exact then '!' end), ', ' order by s.place)
  from public.global_search(
    found.query, case when found.sites is not null then array(select tests.domain(t.name) from unnest(found.sites) as t (name)) end, found.page_size
  ) with ordinality as s (kind, domain_id, id, title, subtitle, matched, is_exact, place)
$$;
grant execute on all functions in schema pg_temp to public;
-- Words that a pattern could take for something else; a code with an owner; more of one kind than fit; and twins where admins alone look.
insert into public.platform_users (domain_id, external_id, tag, email, wallets, joined_at)
select tests.domain(u.site), u.external_id, u.tag, u.email, u.wallets, now()
from (
  values
  ('cooking.example', 'u%1', 'ab_cde1', null, '{}'::text []), ('cooking.example', 'u%2', 'abXcde2', null, '{}'), ('cooking.example', 'ab_c', null, 'sav@wallet.example', '{}'),
  ('abtasty.com', 'user-1002', 'saucepan', 'noah@wallet.example', '{So1Noah1111}')
) as u (site, external_id, tag, email, wallets);
insert into public.invite_codes (domain_id, code, owner_user_id, slots_total) values (tests.domain('cooking.example'), 'OwnCode1', md5('platform_user/cooking.exampleuser-1003')::uuid, 5);
insert into public.tokens (domain_id, chain, address, symbol) values
(tests.domain('cooking.example'), 'base', 'So11111111', 'SOLO'), (tests.domain('cooking.example'), 'arbitrum', '0xaa', 'aa'), (tests.domain('abtasty.com'), 'zora', 'So11111111', 'SOL');
insert into public.transactions (domain_id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select d.id, r.ref, t.platform_user_id, t.token_id, t.order_type, t.side, 1, 1, 1, 'USDC', t.status, t.occurred_at, t.told_at, t.told_by
from public.transactions as t, (values ('cooking.example', 'zora:1aaa'), ('cooking.example', 'base:1aaa'), ('abtasty.com', 'solana:1aaa')) as r (site, ref)
inner join public.domains as d on d.site_domain = r.site where t.chain_ref = 'solana:1aaa';
insert into public.orders (domain_id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select u.domain_id, 'order-1', u.id, t.id, 'market', 'buy', 1, 'open', now(), now(), gen_random_uuid()
from public.platform_users as u inner join public.tokens as t using (domain_id) where u.domain_id = tests.domain('abtasty.com');

insert into public.tickets (domain_id, number, kind, title, status, reporter_id)
values (tests.domain('cooking.example'), 90, 'general', 'Fees of this week', 'open', tests.person('support@demo.example'));

select tests.as('support@demo.example');
select is(pg_temp.found('order-1', '{cooking.example}'), 'order order-1 external_id !', 'C01: the id of an order, for support');
select is(pg_temp.found('solana:1aaa', '{cooking.example}'), 'transaction solana:1aaa chain_ref !', 'the reference of a trade');
select is(pg_temp.found(' 1aaa ', '{cooking.example}'), 'transaction base:1aaa chain_ref !, transaction solana:1aaa chain_ref !', 'without its chain, on each chain that the platform trades on');
select is(pg_temp.found('order-1'), 'order order-1 external_id !, order order-1 external_id !', 'of all domains where support works');
select is(pg_temp.found('order-'), null, 'an id is said whole');
select is(pg_temp.found('SAUCE', '{cooking.example}'), 'user saucepan tag', 'a user by the beginning of the tag, whatever its case');
select is(pg_temp.found('saucepan', '{cooking.example}'), 'user saucepan tag !', 'or all of it');
select is(pg_temp.found('ab_c', '{cooking.example}'), 'user ab_c external_id !, user ab_cde1 tag', 'what fits whole first; a _ is a _');
select is(pg_temp.found('u%', '{cooking.example}'), null, 'and a % a %');
select is(pg_temp.found('u%1', '{cooking.example}'), 'user ab_cde1 external_id !', 'by the id at the platform');
select is(pg_temp.found('Noah@wallet', '{cooking.example}'), 'user saucepan email', 'by the beginning of the address');
select is(pg_temp.found('noah@wallet.example', '{cooking.example}'), 'user saucepan email !', 'or all of it');
select is(pg_temp.found('So1Noah2222', '{cooking.example}'), 'user saucepan wallet !', 'by any wallet');
select is(pg_temp.found('So1Noah', '{cooking.example}'), null, 'which is said whole');
select is(pg_temp.found('owncode1', '{cooking.example}'), 'user Bain-Marie invite_code', 'by a code that is his own');
select is(
  pg_temp.found('PROMO2025', '{cooking.example}'),
  (
    select string_agg('user ' || u.tag || ' invite_code', ', ' order by u.tag) from public.invite_redemptions as r
    inner join public.invite_codes as c on c.domain_id = r.domain_id and c.id = r.invite_code_id and lower(c.code) = 'promo2025'
    inner join public.platform_users as u on u.domain_id = r.domain_id and u.id = r.platform_user_id
    where r.domain_id = tests.domain('cooking.example')
  ), 'or that he redeemed'
);
select is(pg_temp.found('sol', '{cooking.example}'), 'token SOL symbol !, token SOLO symbol', 'tokens by the beginning of the symbol');
select is(pg_temp.found('So11111111', '{cooking.example}'), 'token SOL address !, token SOLO address !', 'by the address, on each chain');
select is(pg_temp.found('fees week', '{cooking.example}'), 'ticket #1 Fees of last week look too low words, ticket #90 Fees of this week words', 'C30: tickets by words');
select is(pg_temp.found('#1', '{cooking.example}'), 'ticket #1 Fees of last week look too low number !', 'by number');
select is(pg_temp.found('01', '{cooking.example}'), 'ticket #1 Fees of last week look too low number !', 'with or without its sign');
select is(pg_temp.found('99999999999', '{cooking.example}'), null, 'of which there are not so many');
select is((select s.subtitle from public.global_search('order-1', array[tests.domain('cooking.example')]) as s), 'market buy, filled', 'with what tells it from others');
select is((select array_agg(s.kind || ' ' || s.subtitle order by s.kind) from public.global_search('sauce') as s where s.domain_id = tests.domain('cooking.example')), array['user noah@wallet.example'], 'a user with the address');
select is((select s.subtitle from public.global_search('#1', array[tests.domain('cooking.example')]) as s), 'on_hold', 'a ticket with its status');
select is((select count(*) from public.global_search('wallet.example')), 0::bigint, 'the middle of a word finds nothing');
select is(tests.refusal('select pg_temp.found(''s'')'), '22023 INVALID_INPUT', 'a letter is too little');
select is(tests.refusal('select pg_temp.found(repeat(''s'', 201))'), '22023 INVALID_INPUT', 'and 201 too much');
select is(tests.refusal('select pg_temp.found(null)'), '22023 INVALID_INPUT', 'as is nothing');
select is(tests.refusal('select pg_temp.found(''sol'', page_size => 501)'), '22023 INVALID_INPUT', 'of each kind at most 500');
select is(pg_temp.found('sol', '{cooking.example}', 1), 'token SOL symbol !', 'or as many as are asked for, the best ones');
select is(pg_temp.found('sol', '{abtasty.com,cooking.example}', 1), 'token SOL symbol !', 'of all domains together');
select is(pg_temp.found('order-1', '{}'), null, 'of no domain: nothing');
select tests.as('business@demo.example');
select is(pg_temp.found('order-1'), 'order order-1 external_id !', 'C03: business in its own domain');
select is(pg_temp.found('fees week'), 'ticket #1 Fees of last week look too low words', 'and of tickets its own');
select is(pg_temp.found('#1'), 'ticket #1 Fees of last week look too low number !', 'by number, too');
select is(pg_temp.found('#90'), null, 'not those that others wrote');
select is(pg_temp.found('order-1', '{abtasty.com}'), null, 'nor another domain');
select tests.as('user@user.com');
select is(concat(pg_temp.found('order-1'), pg_temp.found('1aaa'), pg_temp.found('saucepan'), pg_temp.found('sol'), pg_temp.found('PROMO2025')), '', 'C01: a client''s user finds no order, trade, user or token, though his domain has some');
select is(pg_temp.found('CSV export'), 'ticket #5 Export of conversations as CSV words', 'but tickets of his domain');
select tests.as('guardian@demo.example');
select is(
  (select bool_and(pg_temp.found(c.code) like 'case ' || c.code || '%!%') from public.cases as c), true, 'a guardian finds the cases that he sees'
);
select is(
  (select count(*) from public.global_search('toto') as s where s.kind = 'case' and not exists (select from public.cases as c where c.id = s.id)), 0::bigint, 'and no others'
);
select tests.as('partner@demo.example');
select is(pg_temp.found('cases listed'), 'ticket #1 Two cases of ours are not listed words', 'a partner finds his own ticket');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(tests.refusal('select pg_temp.found(''sol'')'), '42501 ACCOUNT_NOT_ACTIVE', 'a stranger may not search');
select tests.as_anon();
select is(tests.refusal('select pg_temp.found(''sol'')'), '42501', 'nor may whoever is not signed in');

select * from finish();
rollback;
