-- Schema `tests`: what belongs to a ticket (comments, events, its issue) is seen alike, and written by no client.
begin;

create or replace function tests.ticket_part(part text)
returns setof text
language plpgsql
as $$
declare
  seen constant text := format('select count(*) from public.%I', part);
  changed constant text := format('update public.%I set ticket_id = ticket_id', part);
  rows_of jsonb;
  n bigint;
begin
  execute format(
    'select jsonb_object_agg(d.site_domain, (select count(*) from public.%I as t where t.domain_id = d.id))
    from public.domains as d', part
  ) into rows_of;
  return next cmp_ok((rows_of -> 'abtasty.com')::bigint, '>', 1::bigint, 'there are such: ' || part);
  perform tests.as('admin@admin.com');
  execute seen into n;
  return next is(n, (select sum(value::bigint)::bigint from jsonb_each(rows_of)), 'admin reads all');
  return next is(tests.refusal(format('delete from public.%I', part)), '42501', 'and deletes none');
  perform tests.as('user@user.com');
  execute seen into n;
  return next is(n, (rows_of -> 'abtasty.com')::bigint, 'a client user reads those of his domain');
  return next is(tests.refusal(changed), '42501', 'changes none');
  return next is(tests.refusal(format('insert into public.%I (id) values (default)', part)), '42501', 'adds none');
  perform tests.as('support@demo.example');
  execute seen into n;
  return next is(
    n, (rows_of -> 'abtasty.com')::bigint + (rows_of -> 'cooking.example')::bigint, 'support those of its two domains'
  );
  perform tests.as('partner@demo.example');
  execute seen into n;
  return next is(n, 0::bigint, 'a partner none');
  perform tests.as('staff@demo.example');
  execute seen into n;
  return next is(n, (rows_of -> 'toto.example')::bigint, 'staff those of the rescue programme');
  perform tests.as_anon();
  return next is(tests.refusal(seen), '42501', 'anon is refused');
  perform tests.as_service();
  execute seen into n;
  return next is(n, (select sum(value::bigint)::bigint from jsonb_each(rows_of)), 'the worker reads all');
  return next is(tests.refusal(changed), '42501', 'and changes none');
  perform tests.back();
end;
$$;
comment on function tests.ticket_part is
'Twelve tests of who reads the rows of such a table, and that no client writes them.';

grant execute on all functions in schema tests to anon, authenticated, service_role;

select plan(1);
select has_function('tests', 'ticket_part', array['text'], 'tables of a ticket can be looked at alike');
select * from finish();
commit;
