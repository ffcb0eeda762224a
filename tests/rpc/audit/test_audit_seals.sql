-- What is sealed is what a transaction wrote itself, all of it, at its end; a chain that is tied anew around a gap still shows it.
-- row: T55
begin;
select plan(7);

-- Seals are made at the end of each statement, as if each were a transaction.
set constraints all immediate;
create temporary table marks (name text, id bigint) on commit drop;
grant all on marks to authenticated;
create function pg_temp.write(name text, domain_id uuid) returns void language sql as $$
  select private.audit_event('probe', 'things', name, domain_id);
  insert into marks select write.name, max(l.id) from public.audit_log as l;
$$;
select pg_temp.write(n, tests.domain('abtasty.com')) from unnest(array['a1', 'a2', 'a3']) as n;

create function pg_temp.verdict(chain uuid default null) returns text language sql as $$
  select string_agg(format('%s %s', coalesce(m.name, v.first_broken_id::text, '-'), v.fault), ', ' order by v.chain_domain_id)
  from public.verify_audit_chain(chain) as v left join marks as m on m.id = v.first_broken_id
  where not v.is_ok
$$;
grant execute on function pg_temp.verdict(uuid) to authenticated;
create function pg_temp.tamper(statement text) returns text language plpgsql as $$
declare
  found text;
begin
  execute statement;
  perform tests.as('admin@admin.com');
  found := pg_temp.verdict();
  perform tests.back();
  -- Undoes the tampering.
  raise exception using errcode = 'BO001', message = coalesce(found, 'none');
exception
  when sqlstate 'BO001' then
    return sqlerrm;
end;
$$;

alter table public.audit_log disable trigger user;
alter table private.audit_seals disable trigger user;
select is(
  pg_temp.tamper(
      $$ delete from public.audit_log where id = (select id from marks where name = 'a2');
    delete from private.audit_seals where row_ids[1] = (select id from marks where name = 'a2');
    update private.audit_seals as s set previous_hash = before.hash, hash = private.audit_seal_hash(s.chain_id, s.number, s.row_ids, s.row_digests, before.hash)
    from private.audit_seals as before
    where s.row_ids[1] = (select id from marks where name = 'a3') and before.row_ids[1] = (select id from marks where name = 'a1');
    update private.audit_heads as h set hash = s.hash
    from private.audit_seals as s where s.row_ids[1] = (select id from marks where name = 'a3') and h.chain_id = s.chain_id $$
  ),
  'a3 SEAL_REMOVED', 'also where the next one was tied to the one before it: its number is missed'
);

-- What is not sealed yet, and what others have not sealed yet.
select is(
  pg_temp.tamper($$ set constraints all deferred; select private.audit_event('probe', 'things', 'x', tests.domain('abtasty.com')) $$),
  'none', 'what this transaction wrote is sealed when it ends'
);
select is(pg_temp.tamper($$ insert into public.clients (name) values ('Sealed') $$), 'none', 'what is written to a table is sealed');
create function pg_temp.others_write() returns void language sql as $$
  alter table private.audit_open disable trigger user;
  insert into private.audit_open (transaction_id, first_id) values ('4', 1);
  alter table private.audit_open enable trigger user;
$$;
select matches(
  pg_temp.tamper($$ select pg_temp.others_write();
    insert into public.audit_log (transaction_id, domain_id, actor_role, action, resource) values ('3', tests.domain('abtasty.com'), 'admin', 'probe', 'things') $$),
  '^[0-9]+ ROW_INSERTED$', 'what others are writing hides no row that was slipped in'
);
select is(
  tests.refusal(format('select pg_temp.tamper(%L)', $$ select pg_temp.others_write(); select private.audit_event('probe', 'things', 'x', tests.domain('abtasty.com'));
    select 1 / count(*) from private.audit_open where transaction_id = '4' $$)),
  null, 'what others are writing stays theirs to seal'
);
select matches(
  pg_temp.tamper(format($$ set constraints all deferred; select private.audit_event('probe', 'things', 'x', tests.domain('abtasty.com'));
    insert into public.audit_log (%s, domain_id, actor_role, action, resource) values (%s, tests.domain('abtasty.com'), 'admin', 'probe', 'things');
    set constraints all immediate $$, name, value)),
  '^[0-9]+ ROW_INSERTED$', 'what was slipped in while others wrote is not sealed with it, under another ' || name
)
from (values ('at', 'now() - interval ''1 second'''), ('transaction_id', '''3''')) as slipped (name, value);

select * from finish();
rollback;
