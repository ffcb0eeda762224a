-- Each part of a row of a list is for whoever holds its own permission there: no other one lets it be seen. Beside a
-- company of the same id there, and another visitor here.
-- row: R05 R16 R25 R26
begin;
select plan(12);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('parts ' || name)::uuid $$;
insert into public.accounts (domain_id, id, company_domain, first_seen_at)
select d.id, pg_temp.id('acme'), case d.id when it.here then 'here' else 'there' end || '.parts.example', now() from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, email, account_id)
select d.id, pg_temp.id('ann'), now(), now(), false, 'ann@parts.example', pg_temp.id('acme') from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select d.id, pg_temp.id('session'), pg_temp.id('ann'), now(), pg_temp.id('event'), now(), false from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, language)
select d.id, pg_temp.id('talk'), pg_temp.id('ann'), pg_temp.id('session'), 'production', 'widget', now(), pg_temp.id('event'), 'zz' from it cross join lateral unnest(array[here, there]) as d (id);
create function pg_temp.wanted() returns jsonb language sql as $$ select jsonb_build_object('domain_ids', array[tests.domain('abtasty.com')], 'account_id', pg_temp.id('acme')) $$;
create function pg_temp.visitors() returns text language sql as $$
  select string_agg(concat_ws(' ', l.email, l.sessions, l.conversations, l.account_name), ', ') from public.list_visitors(pg_temp.wanted()) as l
$$;
create function pg_temp.talks() returns text language sql as $$
  select string_agg(concat_ws(' ', 'talk', l.visitor_email, l.account_name), ', ') from public.list_conversations(pg_temp.wanted() - 'account_id' || '{"language": "zz"}') as l
$$;
create function pg_temp.companies() returns text language sql as $$
  select string_agg(concat_ws(' ', l.company_domain, l.visitors, l.sessions, l.conversations), ', ') from public.list_accounts(pg_temp.wanted()) as l
$$;
-- Everything else may be seen; what is named is kept from the person until the savepoint is given up.
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
select tests.person('user@user.com'), known.resource, 'view', 'allow', it.here, 'test'
from it cross join (select distinct resource from public.permissions where action = 'view' and resource not in ('conversations', 'visitors', 'accounts')) as known;
create function pg_temp.deny(resource text) returns void language sql as $$
  insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
  values (tests.person('user@user.com'), resource, 'view', 'deny', tests.domain('abtasty.com'), 'test')
$$;

grant execute on function pg_temp.id, pg_temp.wanted, pg_temp.visitors, pg_temp.talks, pg_temp.companies to authenticated;

select tests."as"('user@user.com');
select is(pg_temp.visitors(), 'ann@parts.example 1 1 here.parts.example', 'who may see all sees a visitor with visits, conversations and company');
select is(pg_temp.talks(), 'talk ann@parts.example here.parts.example', 'a conversation with visitor and company');
select is(pg_temp.companies(), 'here.parts.example 1 1 1', 'and the company with its numbers');
select tests.back();
savepoint all_is_seen;
select pg_temp.deny('conversations');
select tests."as"('user@user.com');
select is(pg_temp.visitors(), 'ann@parts.example 1 0 here.parts.example', 'conversations are not counted without their permission');
select is(pg_temp.companies(), 'here.parts.example 1 1 0', 'nor of a company');
select tests.back();
rollback to all_is_seen;
select pg_temp.deny('visitors');
select tests."as"('user@user.com');
select is(pg_temp.talks(), 'talk', 'a conversation tells neither visitor nor company without the permission on visitors');
select is(pg_temp.companies(), 'here.parts.example 0 0 0', 'and nothing of a company''s is counted');
select tests.back();
rollback to all_is_seen;
select pg_temp.deny('accounts');
select tests."as"('user@user.com');
select is(pg_temp.visitors(), 'ann@parts.example 1 1', 'a visitor tells no company without the permission on companies');
select is(pg_temp.talks(), 'talk ann@parts.example', 'nor does a conversation');
select is(tests.refusal('select pg_temp.companies()'), '42501 PERMISSION_DENIED', 'companies themselves are refused');
select tests.back();
rollback to all_is_seen;

select tests."as"('admin@admin.com');
select is(public.conversation_detail(tests.domain('abtasty.com'), pg_temp.id('talk')) #>> '{account,company_domain}', 'here.parts.example', 'the detail is of the company here');
select is(public.conversation_detail(tests.domain('toto.example'), pg_temp.id('talk')) #>> '{account,company_domain}', 'there.parts.example', 'and there of the one there');
select tests.back();

select * from finish();
rollback;
