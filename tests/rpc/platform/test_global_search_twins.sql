-- Whoever has the same id elsewhere is somebody else there, and is not found here by what he is called there.
-- row: C01 C03 C30
begin;
select plan(24);

create function pg_temp.found(query text, variadic sites text []) returns text language sql stable as $$
  select string_agg(concat_ws(' ', s.kind, s.title, s.matched, case when s.domain_id = tests.domain('abtasty.com') then 'there' else 'here' end), ', ' order by s.place)
  from public.global_search(found.query, array(select tests.domain(t.name) from unnest(found.sites) as t (name)))
    with ordinality as s (kind, domain_id, id, title, subtitle, matched, is_exact, place)
$$;
create function pg_temp.cases(query text) returns text language sql stable as $$
  select string_agg(split_part(s.title, ' ', 1), ' ' order by s.title) from public.global_search(cases.query) as s where s.kind = 'case'
$$;
grant execute on all functions in schema pg_temp to public;
-- Bain-Marie and his code, once more, under other names; a chain on which the other platform does not trade.
insert into public.platform_users (domain_id, id, external_id, tag, email, wallets, joined_at)
select tests.domain('abtasty.com'), u.id, 'twin-' || u.external_id, 'Twinned', 'other@twins.example', '{TwinWallet}', now()
from public.platform_users as u where u.domain_id = tests.domain('cooking.example') and u.external_id = 'user-1003';
insert into public.platform_users (domain_id, id, external_id, tag, joined_at)
select tests.domain('abtasty.com'), u.id, 'alone', 'Lonesome', now() from public.platform_users as u where u.domain_id = tests.domain('cooking.example') and u.external_id = 'user-1005';
insert into public.invite_codes (domain_id, code, owner_user_id, slots_total)
select u.domain_id, 'TwinCode', u.id, 5 from public.platform_users as u where u.external_id = 'twin-user-1003';
insert into public.invite_codes (domain_id, id, code, slots_total, slots_used)
select tests.domain('abtasty.com'), c.id, 'TwinPromo', 5, 2 from public.invite_codes as c where c.domain_id = tests.domain('cooking.example') and lower(c.code) = 'promo2025';
insert into public.invite_redemptions (domain_id, invite_code_id, platform_user_id, redeemed_at)
select u.domain_id, c.id, u.id, now() from public.platform_users as u inner join public.invite_codes as c using (domain_id)
where u.domain_id = tests.domain('abtasty.com') and c.code = 'TwinPromo' and u.tag in ('Twinned', 'Lonesome');
insert into public.tokens (domain_id, chain, address, symbol) values
(tests.domain('abtasty.com'), 'solana', 'TwinAddress', 'TWIN'), (tests.domain('abtasty.com'), 'aptos', '0xaa', null), (tests.domain('cooking.example'), 'zora', '0xaa', null);
create temporary table redeemed on commit drop as
select string_agg(format('user %s invite_code here', u.tag), ', ' order by u.tag) as list from public.invite_redemptions as r
inner join public.invite_codes as c on c.domain_id = r.domain_id and c.id = r.invite_code_id and lower(c.code) = 'promo2025'
inner join public.platform_users as u on u.domain_id = r.domain_id and u.id = r.platform_user_id where r.domain_id = tests.domain('cooking.example');
grant select on redeemed to public;
insert into public.cases (domain_id, id, code, title, species, category)
select tests.domain('abtasty.com'), c.id, 'R-0099', 'Somebody else', 'cat', 'rescue' from public.cases as c where c.domain_id = tests.domain('cooking.example');
insert into public.tickets (domain_id, number, kind, title, status, reporter_id)
values (tests.domain('cooking.example'), 92, 'general', 'Room 92', 'open', tests.person('support@demo.example'));
select is(private.chains_of(tests.domain('cooking.example')), '{solana,zora}', 'the chains on which a platform has tokens, and no other''s');

select tests.as('support@demo.example');
select is(pg_temp.found(t.query, 'cooking.example'), null, t.query || ' is nobody here')
from unnest('{Twinned,other@twins,twin-user-1003,TwinWallet,TwinCode,TwinAddress}'::text []) with ordinality as t (query, place) order by t.place;
select is(pg_temp.found('Twin', 'abtasty.com'), 'token TWIN symbol there, user Twinned tag there', 'but is there');
select is(pg_temp.found('bain', 'cooking.example'), 'user Bain-Marie tag here', 'nor does one find the other');
select is(pg_temp.found('TwinCode', 'cooking.example', 'abtasty.com'), 'user Twinned invite_code there', 'in both, each code has its own owner');
select is(pg_temp.found('TwinPromo', 'cooking.example', 'abtasty.com'), 'user Lonesome invite_code there, user Twinned invite_code there', 'and its own redemptions');
select is(pg_temp.found('PROMO2025', 'cooking.example'), (select list from redeemed), 'which the other code of the same id leaves alone');
select is(pg_temp.found('Not ours', 'cooking.example'), 'case R-0001 Not ours to rescue words here', 'C30: a case of a domain that support sees whole');
select is(pg_temp.found('92', 'cooking.example'), 'ticket #92 Room 92 number here', 'a ticket with its number in its words is one');

-- What one's role has lost is not found any more, by whatever else it holds.
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('guardian@demo.example'), 'cases', 'view', 'allow', tests.domain('toto.example'), 'test');
select tests.as('guardian@demo.example');
select is((select string_agg(pg_temp.cases(c.code), ' ' order by c.code) from public.cases as c), 'R-0001 R-0002 R-0003 R-0004 R-0005 R-0006', 'a guardian who may view all cases finds each once');
select tests.back();
delete from public.person_permissions where person_id = tests.person('guardian@demo.example');
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
update public.memberships set role_key = 'probe' where person_id = tests.person('business@demo.example');
create function pg_temp.as_probe(held text []) returns text language plpgsql as $$
declare
  seen text;
begin
  delete from public.role_permissions where role_key = 'probe';
  insert into public.role_permissions (role_key, resource, action) select 'probe', r.name, 'view' from unnest(held) as r (name);
  perform tests.as('business@demo.example');
  seen := (select string_agg(pg_temp.found(q.name, 'cooking.example'), ', ' order by q.place) from unnest('{bain,PROMO2025,order-1,1aaa,SOL}'::text []) with ordinality as q (name, place));
  perform tests.back();
  return concat_ws(': ', held, seen);
end;
$$;
select is(
  (select string_agg(pg_temp.as_probe(h.held::text []), '; ' order by h.place) from unnest('{"{platform_users}","{platform_users,cohorts}","{orders}","{transactions}","{tokens}","{cohorts}"}'::text []) with ordinality as h (held, place)),
  '{platform_users}: user Bain-Marie tag here; {platform_users,cohorts}: user Bain-Marie tag here, ' || (select list from redeemed)
  || '; {orders}: order order-1 external_id here; {transactions}: transaction solana:1aaa chain_ref here; {tokens}: token SOL symbol here; {cohorts}', 'each kind by its own permission'
);
update public.memberships set role_key = 'business' where person_id = tests.person('business@demo.example');
delete from public.role_permissions where role_key = 'business' and resource = 'cohorts';
delete from public.role_permissions where role_key = 'guardian' and resource = 'donations';
select tests.as('business@demo.example');
select is(pg_temp.found('PROMO2025', 'cooking.example'), null, 'C03: by its code no one is found without cohorts.view');
select is(pg_temp.found('bain', 'cooking.example'), 'user Bain-Marie tag here', 'though by his name');
select is(pg_temp.found('fees week', 'abtasty.com'), null, 'nor is a ticket of one''s own where it is not');
select is(pg_temp.found('fees week', 'cooking.example', 'abtasty.com'), 'ticket #1 Fees of last week look too low words here', 'but where it is');
select tests.as('guardian@demo.example');
select isnt((select string_agg(c.code, ' ') from public.cases as c), null, 'a guardian sees cases');
select is(pg_temp.cases('R-0'), null, 'the beginning of a code finds none');
select is(
  (select string_agg(pg_temp.cases(c.code), ' ' order by c.code) from public.cases as c), (select string_agg(c.code, ' ' order by c.code) from public.cases as c), 'its code finds each'
);
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.cases('R-0002'), 'R-0002', 'staff finds each of its domain, once');
select * from finish();
rollback;
