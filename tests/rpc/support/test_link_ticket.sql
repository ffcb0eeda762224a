-- What a ticket is about: a user of the platform, an order, a case; whoever names one must see it.
-- row: C30
begin;
select plan(36);

create temporary table it on commit drop as
select t.domain_id, t.id, t.number from public.tickets as t
where t.domain_id = tests.domain('cooking.example') and t.status = 'on_hold';
create temporary table known (name text, id uuid) on commit drop;
insert into known
select external_id, id from public.platform_users where domain_id = tests.domain('cooking.example')
union all select external_id, id from public.orders
union all select code, id from public.cases where domain_id = tests.domain('toto.example')
union all select 'toto', id from public.tickets where domain_id = tests.domain('toto.example');
-- Twins elsewhere have other ids; an order of nobody that there is here.
insert into public.platform_users (domain_id, external_id, joined_at) values (tests.domain('toto.example'), 'elsewhere', now());
insert into known select 'elsewhere', id from public.platform_users where external_id = 'elsewhere';
insert into public.tokens (domain_id, chain, address) values (tests.domain('toto.example'), 'solana', 'elsewhere');
insert into public.orders (domain_id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select u.domain_id, 'order-elsewhere', u.id, t.id, 'market', 'buy', 1, 'open', now(), now(), gen_random_uuid()
from public.platform_users as u inner join public.tokens as t using (domain_id) where u.external_id = 'elsewhere';
insert into known select external_id, id from public.orders where external_id = 'order-elsewhere';
-- One of the same id elsewhere, and another one here.
insert into public.tickets (domain_id, id, number, kind, title, status, reporter_id)
select tests.domain(n.site), coalesce(n.id, it.id), 90, 'general', 'Another', 'open', tests.person('admin@admin.com')
from it, (values ('abtasty.com', null), ('cooking.example', gen_random_uuid())) as n (site, id);
grant select on it, known to public;
create function pg_temp.the(name text) returns uuid language sql as $$ select id from known as k where k.name = the.name $$;
create function pg_temp.version(ticket uuid default null) returns integer language sql security definer as $$
  select t.version from public.tickets as t where t.id = coalesce(version.ticket, (select id from it)) and t.number < 90
$$;
create function pg_temp.link(
  trader text default null, placed text default null, rescued text default null, site text default 'cooking.example', ticket uuid default null, version integer default null
) returns text language plpgsql as $$
declare
  ticket_id constant uuid := coalesce(link.ticket, (select id from it));
  made integer;
begin
  made := public.link_ticket(
    tests.domain(link.site), ticket_id, coalesce(link.version, pg_temp.version(ticket_id)), pg_temp.the(link.trader), pg_temp.the(link.placed), pg_temp.the(link.rescued)
  );
  return 'done';
exception when others then
  declare reason text; begin get stacked diagnostics reason = pg_exception_detail; return sqlstate || ' ' || substring(reason from '^[A-Z_]+'); end;
end;
$$;
create function pg_temp.subject() returns text language sql security definer as $$
  select format('%s %s %s',
    coalesce((select u.external_id from public.platform_users as u where u.domain_id = t.domain_id and u.id = t.platform_user_id), '-'),
    coalesce((select o.external_id from public.orders as o where o.domain_id = t.domain_id and o.id = t.order_id), '-'), coalesce(t.case_id::text, '-'))
  from public.tickets as t inner join it using (domain_id, id)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('support@demo.example');
select is(pg_temp.link('user-1002'), 'done', 'support says which user it is about');
select is(pg_temp.subject(), 'user-1002 - -', 'and so it is');
select is(pg_temp.link(placed => 'order-2'), 'done', 'or which order');
select is(pg_temp.subject(), 'user-1002 order-2 -', 'which brings its user');
select is(pg_temp.link('user-1001', 'order-1'), 'done', 'both, where they belong together');
select is(pg_temp.link('user-1001', 'order-2'), '22023 INVALID_INPUT', 'and not where they do not');
select is(pg_temp.link('elsewhere'), 'P0002 NOT_FOUND', 'a user of another domain is none of this one');
select is(pg_temp.link(placed => 'order-elsewhere'), 'P0002 NOT_FOUND', 'nor is an order');
select is(pg_temp.link(rescued => 'R-0001'), 'P0002 NOT_FOUND', 'nor is a case');
select is(pg_temp.subject(), 'user-1001 order-1 -', 'what was refused changed nothing');
select is(pg_temp.link('user-1001', version => 1), '40001 STALE_VERSION', 'nor does who has not seen the last change');
select is(pg_temp.version(), 4, 'each change is one');
select is(pg_temp.link('user-1001', 'order-1'), 'done', 'the same again');
select is(pg_temp.version(), 4, 'is none');
select is(pg_temp.link('user-1001'), 'done', 'a user without the order');
select is(pg_temp.subject(), 'user-1001 - -', 'leaves the order out');
select is(pg_temp.link(), 'done', 'and nothing');
select is(pg_temp.subject(), '- - -', 'makes it about nothing');
select is((public.ticket_detail(domain_id, id) #>> '{ticket,platform_user_id}'), null, 'as its page says') from it;
select tests.back();
select results_eq(
  'select distinct version, num_nonnulls(platform_user_id, order_id, case_id) from public.tickets where number = 90', 'values (1, 0)', 'no other ticket was touched'
);
select tests.as('support@demo.example');
select is(pg_temp.link(placed => 'order-3'), 'done', 'once more');
select is((public.ticket_detail(domain_id, id) #>> '{ticket,order_id}'), pg_temp.the('order-3')::text, 'and its page says that') from it;
select is(
  (select string_agg(e.value ->> 'kind', ' ') from it, jsonb_array_elements(public.ticket_detail(domain_id, id) -> 'timeline') as e where e.value ->> 'kind' = 'edited'),
  'edited edited edited edited edited edited', 'with each change in its timeline'
);

-- The reporter of business sees orders and users; a partner neither, but cases of his own.
select tests.as('business@demo.example');
select is(pg_temp.link('user-1002'), 'done', 'its reporter says it, too, of whom he sees');
select tests.back();
delete from public.role_permissions where role_key = 'business' and resource in ('platform_users', 'orders');
update public.tickets as t set order_id = pg_temp.the('order-2') from it where (t.domain_id, t.id) = (it.domain_id, it.id);
select tests.as('business@demo.example');
select is(pg_temp.link('user-1003'), 'P0002 NOT_FOUND', 'and of nobody else');
select is(pg_temp.link(placed => 'order-3'), 'P0002 NOT_FOUND', 'nor of an order');
select is(pg_temp.link('user-1002', 'order-2'), 'done', 'what it says already may stay');
select is(pg_temp.link('user-1002'), 'done', 'or go');
-- By cases.view and nothing else that he holds of them.
select tests.back();
delete from public.role_permissions where role_key = 'partner' and resource = 'donations';
select tests.as('partner@demo.example');
select is((
  select pg_temp.link(rescued => k.name, site => 'toto.example', ticket => pg_temp.the('toto')) from known as k
  where k.name like 'R-%' and k.name not in (select c.code from public.cases as c) limit 1
), 'P0002 NOT_FOUND', 'a partner names no case that he does not see');
select is((
  select pg_temp.link(rescued => c.code, site => 'toto.example', ticket => pg_temp.the('toto')) from public.cases as c limit 1
), 'done', 'but one that he sees');
select is(pg_temp.link(site => 'toto.example', ticket => pg_temp.the('toto')), 'done', 'or none any more');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.link(rescued => 'R-0006', site => 'toto.example', ticket => pg_temp.the('toto')), 'done', 'staff names any case of its domain');
select tests.as('partner@demo.example');
select is_empty($$select from public.cases where code = 'R-0006'$$, 'which the partner does not see');
select is(pg_temp.link(rescued => 'R-0006', site => 'toto.example', ticket => pg_temp.the('toto')), 'done', 'but it may stay');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.link('user-1002'), 'P0002 NOT_FOUND', 'a ticket of another domain is not there');
select tests.as_anon();
select is(tests.refusal('select public.link_ticket(gen_random_uuid(), gen_random_uuid(), 1)'), '42501', 'and nobody else says anything');

select * from finish();
rollback;
