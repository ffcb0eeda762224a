-- The companies that visitors named: by what is known of them, their address, and any enrichment; of one site.
-- row: R04 R27 R26
begin;
select plan(4);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('named ' || name)::uuid $$;
create temporary view sites as select d.id as domain_id, d.id = it.here as is_here from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.accounts (domain_id, id, company_domain, first_seen_at)
select s.domain_id, md5(s.domain_id || a.name)::uuid, a.name || '.named.example', now()
from sites as s cross join unnest('{known,mail,older,hers,his,nobody}'::text []) as a (name);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, company_domain, email)
select s.domain_id, pg_temp.id(v.name), now(), now(), false, v.company || '.named.example', 'x@' || v.mail || '.named.example'
from sites as s inner join (values
  (true, 'she', 'known', 'mail'), (true, 'he', 'his', 'his'), (false, 'she', 'hers', 'hers'), (false, 'he', null, null)
) as v (is_here, name, company, mail) using (is_here);
insert into public.visitor_enrichments (domain_id, id, visitor_id, source, company, data, occurred_at)
select s.domain_id, pg_temp.id(e.company), pg_temp.id(e.name), 'x', jsonb_build_object('domain', e.company || '.named.example'), '{}', now()
from sites as s inner join (values (true, 'she', 'Older'), (true, 'he', 'his'), (false, 'she', 'nobody')) as e (is_here, name, company) using (is_here);
create function pg_temp.named(site uuid, variadic names text []) returns text language sql as $$
  select string_agg(split_part(account.company_domain, '.', 1), ', ' order by account.company_domain)
  from private.named_accounts(site, array(select pg_temp.id(name) from unnest(names) as name)) as found (id)
  inner join public.accounts as account on account.id = found.id
$$;

select is(pg_temp.named(here, 'she'), 'known, mail, older', 'hers, whatever she is of now') from it;
select is(pg_temp.named(here, 'she', 'he'), 'his, known, mail, older', 'and his, each once') from it;
select is(pg_temp.named(there, 'she'), 'hers, nobody', 'there she named others') from it;
select is(
  (select array_agg(private.visitor_account_id(s.domain_id, 'hers.named.example', 'x@his.named.example') = md5(s.domain_id || 'hers')::uuid) from sites as s),
  '{true,true}', 'a visitor is of the company of the site'
);

select * from finish();
rollback;
