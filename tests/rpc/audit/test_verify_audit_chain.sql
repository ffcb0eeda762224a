-- The chain locates what a superuser did to the log behind its back.
-- row: T55
begin;
select plan(26);

-- Three transactions' worth of seals: an immediate constraint seals at the end of each statement.
set constraints all immediate;
create temporary table marks (name text, id bigint) on commit drop;
grant all on marks to authenticated;
create function pg_temp.write(name text, domain_id uuid) returns void language sql as $$
  select private.audit_event('probe', 'things', name, domain_id);
  insert into marks select write.name, max(l.id) from public.audit_log as l;
$$;
select pg_temp.write(n, tests.domain('abtasty.com')) from unnest(array['a1', 'a2', 'a3']) as n;
select pg_temp.write(n, null) from unnest(array['p1', 'p2']) as n;
select private.audit_event('probe', 'batch', g::text, tests.domain('cooking.example')) from generate_series(1, 3) as g;

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

select tests.as('admin@admin.com');
select is((select count(*) from public.verify_audit_chain()
where not is_ok), 0::bigint, 'what was written is whole');
select is(
  (select rows_checked from public.verify_audit_chain(tests.domain('abtasty.com'))),
  (select count(*) from public.audit_log
where domain_id = tests.domain('abtasty.com')),
  'every row of the domain is checked'
);
select
    ok(
        (select bool_or(chain_domain_id is null) from public.verify_audit_chain()),
        'the platform has a chain of its own'
    );
select tests.back();

alter table public.audit_log disable trigger user;
alter table private.audit_seals disable trigger user;
select is(pg_temp.tamper('select 1'), 'none', 'the probe itself breaks nothing');
select
    is(
        pg_temp.tamper(
            $$ update public.audit_log set after = '{"x": 1}' where id = (select id from marks where name = 'a2') $$
        ),
        'a2 ROW_EDITED',
        'an edited row is named'
    );
select
    is(
        pg_temp.tamper(
            $$ update public.audit_log set actor_role = 'guest' where id = (select id from marks where name = 'p1') $$
        ),
        'p1 ROW_EDITED',
        'also in the platform''s chain'
    );
select
    is(
        pg_temp.tamper(
            $$ update public.audit_log set at = at - interval '1 s' where id = (select id from marks where name = 'a2') $$
        ),
        'a2 ROW_EDITED',
        'its time counts'
    );
select
    is(
        pg_temp.tamper($$ delete from public.audit_log where id = (select id from marks where name = 'a2') $$),
        'a2 ROW_REMOVED',
        'a removed row is named'
    );
select is(
  pg_temp.tamper($$ insert into public.audit_log (transaction_id, domain_id, actor_role, action, resource)
    values ('3', tests.domain('abtasty.com'), 'admin', 'probe', 'things') $$),
  (select last_value from public.audit_log_id_seq)::text || ' ROW_INSERTED', 'an inserted row is named'
);
select is(
  pg_temp.tamper(
      $$ update public.audit_log set domain_id = null where id = (select id from marks where name = 'a3') $$
  ),
  'a3 ROW_EDITED, a3 ROW_INSERTED', 'a row moved to another chain breaks both'
);
select
    is(
        pg_temp.tamper(
            $$ delete from private.audit_seals where row_ids[1] = (select id from marks where name = 'a1') $$
        ),
        'a1 ROW_INSERTED',
        'a row whose seal is gone is not proven'
    );
select
    is(
        pg_temp.tamper(
            $$ delete from private.audit_seals where row_ids[1] = (select id from marks where name = 'a3') $$
        ),
        'a3 ROW_INSERTED',
        'the last seal cannot be cut off'
    );
select is(
  pg_temp.tamper(
      $$ with gone as (delete from public.audit_log where id = (select id from marks where name = 'a3') returning id)
    delete from private.audit_seals where row_ids[1] = (select id from gone) $$
  ),
  '- SEAL_REMOVED', 'not even with its row'
);
select is(
  pg_temp.tamper(
      $$ with gone as (delete from public.audit_log where id = (select id from marks where name = 'a2') returning id)
    delete from private.audit_seals where row_ids[1] = (select id from gone) $$
  ),
  'a3 SEAL_REMOVED', 'a seal cut out with its row is missed by the next one'
);
select is(
  pg_temp.tamper(
      $$ update public.audit_log set actor_role = 'guest' where id = (select id from marks where name = 'a2');
    update private.audit_seals set row_digests = (select d.digest from private.audit_digests as d where d.id = row_ids[1])
    where row_ids[1] = (select id from marks where name = 'a2') $$
  ),
  'a2 SEAL_EDITED', 'a seal that was mended after its row does not fit its own hash'
);
select is(
  pg_temp.tamper(
      $$ update private.audit_seals set row_digests = sha256('x'), hash = private.audit_seal_hash(chain_id, number, row_ids, sha256('x'), previous_hash)
    where row_ids[1] = (select id from marks where name = 'a2') $$
  ),
  'a2 ROW_EDITED', 'a seal mended with its hash no longer fits the row'
);
select isnt(
  pg_temp.tamper(
      $$ update private.audit_seals set previous_hash = sha256('x'), hash = private.audit_seal_hash(chain_id, number, row_ids, row_digests, sha256('x'))
    where row_ids[1] = (select id from marks where name = 'a2') $$
  ),
  'none', 'nor its neighbours'
);
alter table private.audit_seals enable trigger user;
alter table public.audit_log enable trigger user;

select tests.as('user@user.com');
select is(tests.refusal('select public.verify_audit_chain()'), '42501 PERMISSION_DENIED', 'a client user may not ask');
select
    is(
        tests.refusal($$ select public.verify_audit_chain('10000000-0000-4000-8000-000000000001') $$),
        '42501 PERMISSION_DENIED',
        'not even for the own domain'
    );
select tests.back();
insert into public.role_permissions (role_key, resource, action) values ('client_user', 'audit', 'view');
select tests.as('user@user.com');
select
    is(
        (select array_agg(chain_domain_id) from public.verify_audit_chain()),
        array['10000000-0000-4000-8000-000000000001']::uuid[],
        'an auditor of one domain checks that chain'
    );
select
    is(
        tests.refusal($$ select public.verify_audit_chain('10000000-0000-4000-8000-000000000005') $$),
        '42501 PERMISSION_DENIED',
        'and no other'
    );
select tests.as_service();
select is(
  (select count(*) from public.verify_audit_chain()), (select count(distinct domain_id) + 1 from public.audit_log),
  'the nightly worker checks every chain'
);
select is(
  (select is_ok from public.verify_audit_chain('10000000-0000-4000-8000-000000000005')), true, 'or one of them'
);
select tests.as_anon();
select is(tests.refusal('select public.verify_audit_chain()'), '42501', 'anon is refused');

-- An exception closes one domain to somebody who audits all others.
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('admin@admin.com'), 'audit', 'view', 'deny', tests.domain('cooking.example'), 'x');
select tests.as('admin@admin.com');
select is(
  tests.refusal(format('select public.verify_audit_chain(%L)', tests.domain('cooking.example'))),
  '42501 PERMISSION_DENIED', 'the chain of a denied domain is refused'
);
select is(
  (select count(*) from public.verify_audit_chain() where chain_domain_id = tests.domain('cooking.example')),
  0::bigint, 'and left out of the list of all'
);

select * from finish();
rollback;
