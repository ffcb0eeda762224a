-- Who may join the topics of support in Realtime. There is no Realtime here: its table has the columns that the
-- platform documents, and joining is what Realtime does: it says a word on the topic, and asks as the person
-- whether he sees it.
-- row: T09
begin;
select plan(18);

select is(private.guard_support_topics(), to_regclass('realtime.messages') is not null, 'without Realtime there is nothing to guard');
create schema if not exists realtime;
create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now(),
  id uuid not null default gen_random_uuid(),
  primary key (id, inserted_at)
) partition by range (inserted_at);
create table if not exists realtime.messages_all partition of realtime.messages default;
select is(private.guard_support_topics(), to_regprocedure('realtime.topic()') is not null, 'nor with its table alone');
alter table realtime.messages enable row level security;
create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')
$$;
alter table realtime.messages rename to other_messages;
select ok(not private.guard_support_topics(), 'nor with its topics alone');
alter table realtime.other_messages rename to messages;
grant usage on schema realtime to anon, authenticated, service_role;
grant execute on function realtime.topic() to anon, authenticated, service_role;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

create function pg_temp.may_join(topic text) returns boolean language plpgsql as $$
declare
  seen boolean;
begin
  perform set_config('realtime.topic', may_join.topic, true);
  execute 'select exists (select from realtime.messages where messages.topic = $1)' into seen using may_join.topic;
  return seen;
end;
$$;
grant execute on all functions in schema pg_temp to public;
insert into realtime.messages (topic, extension)
select topic, extension from (
  select 'support:' || d.id as topic from public.domains as d
  union all values ('support:'), ('support'), ('support:*'), ('user:' || tests.person('support@demo.example')),
    ('sales:' || tests.domain('abtasty.com'))
) as topics, unnest('{broadcast,presence}'::text []) as extension;

select tests.as('support@demo.example');
select ok(not pg_temp.may_join('support:' || tests.domain('abtasty.com')), 'without the policy nobody joins');
select tests.back();
select ok(private.guard_support_topics(), 'with Realtime there is something to guard');
select ok(private.guard_support_topics(), 'and again');

select tests.as('support@demo.example');
select ok(pg_temp.may_join('support:' || tests.domain('abtasty.com')), 'support joins the topic of its domain');
select ok(not pg_temp.may_join('support:' || tests.domain('toto.example')), 'not that of another one');
select ok(
  not (pg_temp.may_join('support:') or pg_temp.may_join('support') or pg_temp.may_join('support:*')
    or pg_temp.may_join('user:' || tests.person('support@demo.example'))
    or pg_temp.may_join('sales:' || tests.domain('abtasty.com'))), 'nor any other topic'
);
select is(
  tests.refusal('insert into realtime.messages (topic, extension) values (''support:'' || tests.domain(''abtasty.com''), ''broadcast'')'),
  '42501', 'and says nothing there'
);
select tests.as('admin@admin.com');
select ok(pg_temp.may_join('support:' || tests.domain('toto.example')), 'admin joins each');
select tests.as('user@user.com');
select ok(not pg_temp.may_join('support:' || tests.domain('abtasty.com')), 'T09: a client user of the domain is refused');
select tests.as('partner@demo.example');
select ok(not pg_temp.may_join('support:' || tests.domain('toto.example')), 'T09: a partner is refused');
select tests.as('guardian@demo.example');
select ok(not pg_temp.may_join('support:' || tests.domain('toto.example')), 'T09: and a guardian');
select tests.back();
update public.people set status = 'disabled' where id = tests.person('support@demo.example');
select tests.as('support@demo.example');
select ok(not pg_temp.may_join('support:' || tests.domain('abtasty.com')), 'who was disabled joins no more');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select ok(not pg_temp.may_join('support:' || tests.domain('abtasty.com')), 'nor does an account without a person');
select tests.as_anon();
select ok(not pg_temp.may_join('support:' || tests.domain('abtasty.com')), 'nor anon');
select tests.back();
select ok(pg_temp.may_join('support:' || tests.domain('abtasty.com')), 'though there is something to hear');

select * from finish();
rollback;
