-- What belongs to one domain is not there under another, also for somebody who may see both.
-- row: R25
begin;

create temporary table details (rpc text, relation text);
insert into details values
('conversation_detail', 'conversations'), ('integration_detail', 'integrations'), ('order_detail', 'orders'),
('section_detail', 'ai_sections'), ('ticket_detail', 'tickets'), ('user_360', 'platform_users'),
('user_timeline', 'platform_users'), ('visitor_consent', 'visitors'), ('visitor_timeline', 'visitors');
grant select on details to authenticated;
select plan(2 * count(*)::integer) from details;

-- The same question of a row, of its own domain or of another one.
create function pg_temp.question(rpc text, relation text, is_own boolean) returns text language plpgsql as $$
declare
  question text;
begin
  execute format(
    'select format(''select public.%1$I(%%L, %%L)'', d.id, t.id) from public.%2$I as t inner join public.domains as d'
    ' on (d.id = t.domain_id) = %3$L and d.archived_at is null order by t.id, d.id limit 1',
    $1, $2, $3
  ) into question;
  return question;
end;
$$;
create temporary table questions as
select rpc, pg_temp.question(rpc, relation, true) as own, pg_temp.question(rpc, relation, false) as foreign_one from details;
grant select on questions to authenticated;

select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal(own), null, rpc || ' under its own domain') from questions;
select is(tests.refusal(foreign_one), 'P0002 NOT_FOUND', 'and not under another: ' || rpc) from questions;
select tests.back();

select * from finish();
rollback;
