-- Pages of changes, one table after the other; who is no person here is told nothing.
-- tests/e2e/copies asks what becomes of transactions that commit late.
-- row: C54 R25
begin;
select plan(16);
create function pg_temp.rows_told(told jsonb) returns setof text language sql stable as $$
  select concat_ws(' ', c ->> 'relation', c ->> 'domain_id', c ->> 'id') from jsonb_array_elements(told -> 'changes') as c
$$;
create function pg_temp.rows_shown() returns setof text language sql stable as $$
  select concat_ws(' ', 'alerts', t.domain_id, t.id) from public.alerts as t
  union all select concat_ws(' ', 'approvals', t.domain_id, t.id) from public.approvals as t
  union all select concat_ws(' ', 'cases', t.domain_id, t.id) from public.cases as t
  union all select concat_ws(' ', 'notifications', t.domain_id, t.id) from public.notifications as t
  union all select concat_ws(' ', 'ticket_comments', t.domain_id, t.id) from public.ticket_comments as t
  union all select concat_ws(' ', 'tickets', t.domain_id, t.id) from public.tickets as t
$$;
-- All pages of this size, and the last cursor.
create function pg_temp.pull(size integer) returns table (name text, told jsonb) language plpgsql as $$
begin
  loop
    told := public.changes_since(told ->> 'cursor', size);
    return query select t.name, pull.told from pg_temp.rows_told(pull.told) as t (name);
    exit when not (told -> 'has_more')::boolean;
  end loop;
end;
$$;
grant execute on all functions in schema pg_temp to public;
-- A request of no domain, one of the domain of another, and a twin: a ticket of another domain with the id of one.
insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at, permission, domain_id)
select 'set_platform_fee', tests.person('admin@admin.com'), jsonb_build_object('in', d.id), 'x', tests.person('admin@admin.com'), now(), 'fees.manage', d.id
from (values (null), (tests.domain('cooking.example'))) as d (id);
insert into public.tickets (domain_id, id, number, kind, title, reporter_id)
select tests.domain('toto.example'), t.id, 9001, 'general', 'Twin', tests.person('guardian@demo.example')
from public.tickets as t where t.domain_id = tests.domain('abtasty.com') order by t.id limit 1;
-- As if all of that had been committed long ago.
update private.row_changes set xid = '9';

select tests.as('admin@admin.com', 'aal2');
select results_eq(
  'select name from pg_temp.pull(3) order by 1', 'select name from pg_temp.rows_shown() as name order by 1',
  'admin gets every row that the tables show, page by page, each once'
);
select results_eq(
  'select name from pg_temp.rows_told(public.changes_since(page_size => 500)) as name order by 1',
  'select name from pg_temp.rows_shown() as name order by 1', 'or all on one page'
);
select is(
  public.changes_since() -> 'resets', '["alerts", "approvals", "cases", "notifications", "ticket_comments", "tickets"]',
  'at first every copy is emptied'
);
select is(public.changes_since(page_size => 500) -> 'has_more', 'false', 'a page that is not full is the last');
select is(jsonb_array_length(public.changes_since(page_size => 2) -> 'changes'), 2, 'a page has as many as are asked for');
select is(public.changes_since(page_size => 2) -> 'has_more', 'true', 'a full one is not the last');
select is(
  public.changes_since(public.changes_since(page_size => 500) ->> 'cursor') - 'cursor',
  '{"changes": [], "resets": [], "has_more": false}', 'behind the last page is nothing, and nothing is emptied'
);
select throws_ok('select public.changes_since(page_size => 0)', '22023', null, 'a page has rows');

select tests.as('guardian@demo.example');
select results_eq(
  'select name from pg_temp.pull(2) order by 1', 'select name from pg_temp.rows_shown() as name order by 1', 'a guardian gets the own'
);
select tests.as('user@user.com');
select results_eq(
  'select name from pg_temp.pull(2) order by 1', 'select name from pg_temp.rows_shown() as name order by 1', 'so does a client user'
);

-- What another database told lies ahead of all that can be read; the copy of that table is emptied.
select tests.as('admin@admin.com', 'aal2');
create function pg_temp.ahead(relation text) returns text language sql stable as $$
  select (cursor || jsonb_build_object(ahead.relation, regexp_replace(cursor ->> ahead.relation, '^\d+', '999999999999')))::text
  from (select (public.changes_since(page_size => 500) ->> 'cursor')::jsonb as cursor) as told
$$;
select is(public.changes_since(pg_temp.ahead('tickets')) -> 'resets', '["tickets"]', 'a place ahead of all is of elsewhere');

-- What has changed since: one row moves behind the cursor, and a deleted one is named.
create temporary table kept as select public.changes_since(page_size => 500) ->> 'cursor' as cursor;
select tests.back();
delete from public.tickets where number = 9001 and domain_id = tests.domain('toto.example');
update private.row_changes set xid = '11' where xid <> '9';
select tests.as('admin@admin.com', 'aal2');
select results_eq(
  $$ select c ->> 'relation', c -> 'row' from kept, jsonb_array_elements(public.changes_since(kept.cursor) -> 'changes') as c $$,
  $$ values ('tickets', 'null'::jsonb) $$, 'the deleted row is named, and nothing else comes again'
);
select tests.as('user@user.com');
select is_empty(
  $$ select name from pg_temp.rows_told(public.changes_since(page_size => 500)) as name
    where name like '%' || (select id from public.tickets where number = 9001) $$, 'nobody else is told of it'
);
-- What a transaction that still runs has changed is not told yet.
select tests.back();
update public.tickets set title = title || '!' where domain_id = tests.domain('abtasty.com');
select tests.as('admin@admin.com', 'aal2');
select is(
  (
    select count(*) from jsonb_array_elements(public.changes_since(page_size => 500) -> 'changes') as c
    where c ->> 'relation' = 'tickets' and c -> 'row' <> 'null'
  ),
  (select count(*) from public.tickets as t where t.domain_id <> tests.domain('abtasty.com')), 'what is not committed waits'
);

select tests.back();
select tests.sign_up('stranger@example.com');
select tests.as('stranger@example.com');
select throws_ok('select public.changes_since()', '42501', null, 'who is no person here is told nothing');
select tests.as_anon();
select throws_ok('select public.changes_since()', '42501', null, 'nor is anon');
select * from finish();
rollback;
