-- row: R08
begin;
select plan(13);
select tests.as('user@user.com');
select results_eq(
  'select agent_key, kind, was, became, message, person_id is not null from public.agent_history()',
  $$values ('nurturing', 'status', 'ok', 'error', 'The mail service refuses our key.', false), ('nurturing', 'status', null, 'ok', null, false),
    ('enrichment', 'switched', 'inherit', 'off', 'Until the contract is signed.', true), ('web', 'status', null, 'ok', null, false),
    ('web', 'switched', 'inherit', 'on', null, true)$$, 'newest first'
);
select is_empty(
  $$select h.id from public.agent_history() as h inner join public.agent_events as e on e.id = h.id
  where (h.domain_id, h.at, coalesce(h.person_id, h.id)) is distinct from (e.domain_id, e.at, coalesce(e.person_id, e.id))$$, 'as the table has it'
);
select is((select count(*) from public.agent_history(with_agent => 'web')), 2::bigint, 'of one agent');
select is((select count(*) from public.agent_history(array[tests.domain('abtasty.com')])), 5::bigint, 'of one domain');
select is((select count(*) from public.agent_history('{}')), 0::bigint, 'of none');
select is(tests.refusal('select public.agent_history(array[tests.domain(''toto.example'')])'), '42501 PERMISSION_DENIED', 'elsewhere: refused');
select is(tests.refusal('select public.agent_history(page_size => 0)'), '22023 INVALID_INPUT', 'no page');
select is(tests.refusal('select public.agent_history(after => ''x'')'), '22023 INVALID_INPUT', 'a made-up cursor');
create function pg_temp.pages(size integer) returns uuid [] language plpgsql as $$
declare
  found uuid [] := '{}';
  place text;
  page record;
begin
  loop
    select array_agg(l.id) as ids, (array_agg(l.cursor))[count(*)] as last into page from public.agent_history(after => place, page_size => size) as l;
    exit when page.ids is null;
    found := found || page.ids;
    place := page.last;
  end loop;
  return found;
end;
$$;
select tests.as('admin@admin.com');
-- Two at the same moment are told apart by their ids and domains.
select is(pg_temp.pages(1), (select array_agg(e.id order by e.at desc, e.id desc, e.domain_id desc) from public.agent_events as e), 'one by one');
select is(pg_temp.pages(3), pg_temp.pages(500), 'three by three');
select is((select count(*) from public.agent_history()), 8::bigint, 'admin sees all');
select tests.as('guardian@demo.example');
select is(tests.refusal('select public.agent_history()'), '42501 PERMISSION_DENIED', 'a guardian may nowhere');
select tests.as_anon();
select is(tests.refusal('select public.agent_history()'), '42501', 'anon');
select * from finish();
rollback;
