-- What a run reads and counts is its own: not of its twin, which has the same ids in another domain, nor of an
-- earlier connection of its own domain, nor of the other object.
-- row: R13 R25
begin;
select plan(11);

create function pg_temp.id(n integer) returns uuid language sql immutable as $$
  select ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid
$$;
insert into public.domains (client_id, site_domain)
select tests.client('AB Tasty'), site from unnest('{ours.example,theirs.example}'::text []) as site;
insert into public.visitors (domain_id, id, email, first_seen_at, last_seen_at, is_test)
select tests.domain(site), pg_temp.id(n), n || '@people.example', '2026-01-01Z', case site when 'ours.example' then '2026-01-01Z' else '2026-02-01Z' end::timestamptz, false
from unnest('{ours.example,theirs.example}'::text []) as site, generate_series(1, 2) as n;
insert into public.accounts (domain_id, id, company_domain, first_seen_at)
select tests.domain('ours.example'), pg_temp.id(n), n || '.example', '2026-01-01Z' from generate_series(1, 3) as n;
-- The others first, so that whoever takes any takes them.
insert into public.integrations (domain_id, id, status, portal_id, disconnected_at)
select tests.domain(site), pg_temp.id(n), status, n::text, case status when 'disconnected' then now() end
from (values
  ('theirs.example', 10, 'connected'), ('ours.example', 11, 'disconnected'), ('ours.example', 10, 'connected')
) as made (site, n, status);
insert into public.sync_configs (domain_id, id, integration_id, objects, field_map)
select tests.domain(site), pg_temp.id(n + 10), pg_temp.id(n), objects, '{"contacts": {"email": "email"}, "companies": {"name": "company_name"}}'
from (values
  ('theirs.example', 10, '{companies}'::text []), ('ours.example', 11, '{companies}'), ('ours.example', 10, '{contacts,companies}')
) as made (site, n, objects);
insert into public.sync_runs (domain_id, id, config_id, kind)
select c.domain_id, pg_temp.id(20 + case c.id when pg_temp.id(20) then 10 else 11 end), c.id, 'changes'
from public.sync_configs as c where c.domain_id in (tests.domain('ours.example'), tests.domain('theirs.example'));
-- Of ours, the first was sent as it is; of all others, the second was.
insert into public.sync_records (domain_id, config_id, object, local_id, hash, state, error, trace_id, run_id)
select tests.domain(site), pg_temp.id(config), object, s.local_id, case when s.local_id = pg_temp.id(same) then s.hash else '' end,
  'failed', 'refused', 't', pg_temp.id(30)
from (values
  ('theirs.example', 20, 'contacts', 2), ('ours.example', 21, 'contacts', 2), ('ours.example', 20, 'companies', 2), ('ours.example', 20, 'contacts', 1)
) as made (site, config, object, same),
public.sync_configs as c, private.sync_source(c, 'contacts', null, null, 10) as s
where c.domain_id = tests.domain('ours.example') and c.id = pg_temp.id(20)
  and (s.local_id = pg_temp.id(1) or (site, config, object) <> ('ours.example', 20, 'contacts'));

create function pg_temp.companies(after uuid, ids uuid []) returns text language sql as $$
  select string_agg(right(s.local_id::text, 1), '' order by s.local_id)
  from public.sync_configs as c, private.sync_source(c, 'companies', companies.after, companies.ids, 10) as s
  where c.domain_id = tests.domain('ours.example') and c.id = pg_temp.id(20)
$$;
select is(pg_temp.companies(pg_temp.id(1), null), '23', 'companies are read on from a place');
select is(pg_temp.companies(null, array[pg_temp.id(2)]), '2', 'or by their ids');

create function pg_temp.read(asked text, size integer) returns text language sql as $$
  select concat_ws(' ', w.local_ids, w.scanned, w.unchanged, w.gone, w.last_id)
  from public.sync_runs as r, public.sync_configs as c, private.read_sync_window(jsonb_populate_record(r, jsonb_build_object('kind', asked)), c, 'contacts', size) as w
  where r.domain_id = tests.domain('ours.example') and r.id = pg_temp.id(30) and c.domain_id = r.domain_id and c.id = r.config_id
$$;
create function pg_temp.runs() returns setof text language sql as $$
  select concat_ws(' ', d.site_domain, right(r.id::text, 2), r.scanned, r.unchanged, r.pending, r.skipped)
  from public.sync_runs as r join public.domains as d on d.id = r.domain_id where d.site_domain in ('ours.example', 'theirs.example') order by 1
$$;
select is(pg_temp.read('failed', 10), format('{%s} 1 0 0 %1$s', pg_temp.id(1)), 'what failed is read of the own records');
select is(pg_temp.read('changes', 10), format('{%s} 2 1 0 %1$s', pg_temp.id(2)), 'and what has changed');
select is(pg_temp.read('changes', 1), format('{%s} 2 1 0 %1$s', pg_temp.id(2)), 'as many as are sent at once, however many are as they were');
select isnt(
  (select private.advance_sync(r, 10, 'w', '5 minutes') from public.sync_runs as r where r.domain_id = tests.domain('ours.example') and r.id = pg_temp.id(30)),
  null, 'a run goes on by its own settings'
);
select results_eq('select pg_temp.runs()', $$values ('ours.example 30 2 1 1 0'), ('ours.example 31 0 0 0 0'), ('theirs.example 30 0 0 0 0')$$, 'and counts for itself');

insert into private.sync_batches (domain_id, run_id, object, local_ids, digests, worker, leased_until)
select tests.domain('theirs.example'), pg_temp.id(30), 'contacts', array[pg_temp.id(1)], '{""}', 'w', now();
update public.visitors set is_test = true where domain_id = tests.domain('ours.example');
create function pg_temp.fill() returns jsonb language sql as $$
  select private.fill_sync_batch(b, c) from private.sync_batches as b, public.sync_configs as c
  where b.domain_id = tests.domain('ours.example') and c.domain_id = b.domain_id and c.id = pg_temp.id(20)
$$;
select is(pg_temp.fill(), null, 'a batch whose rows are gone has nothing to send');
select results_eq('select pg_temp.runs()', $$values ('ours.example 30 2 1 0 1'), ('ours.example 31 0 0 0 0'), ('theirs.example 30 0 0 0 0')$$, 'which is skipped in its run alone');
select results_eq(
  $$select d.site_domain from private.sync_batches as b join public.domains as d on d.id = b.domain_id where d.site_domain in ('ours.example', 'theirs.example')$$,
  $$values ('theirs.example')$$, 'and it is gone, it alone'
);

delete from private.sync_batches;
update public.sync_runs as r set state = 'done', finished_at = now(), pending = 0 where r.state = 'running' and r.id <> pg_temp.id(31);
select is(private.next_sync_batch(10, 'w', '5 minutes'), null, 'a run whose connection has ended stands still, although the domain has another one');

select * from finish();
rollback;
