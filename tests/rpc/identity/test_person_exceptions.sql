-- An exception counts until it expires, for its person, its resource and its domain; why_can tells it.
-- row: T08 R20
begin;
select plan(15);

create temporary table cases (what text, effect text, permission text, expires interval, home text, counts boolean) on commit drop;
insert into cases values
('for good', 'allow', 'fees.view', null, null, true),
('for a day', 'allow', 'fees.view', '1 day', null, true),
('until yesterday', 'allow', 'fees.view', '-1 day', null, false),
('of more than is asked', 'allow', 'fees.manage', '1 day', null, true),
('of something else', 'allow', 'cases.view', null, null, false),
('of this domain', 'allow', 'fees.view', null, 'abtasty.com', true),
('of another domain', 'allow', 'fees.view', null, 'cooking.example', false);

create function pg_temp.except_for(email text, what text) returns void language sql as $$
  insert into public.person_permissions (
    person_id, resource, action, effect, is_all_domains, domain_id, reason, expires_at, created_at
  )
  select
    tests.person(email), split_part(c.permission, '.', 1), split_part(c.permission, '.', 2), c.effect,
    c.home is null, case when c.home is not null then tests.domain(c.home) end, 'x', now() + c.expires,
    now() - interval '2 days'
  from cases as c where c.what = except_for.what
$$;
-- Whether a client user of abtasty.com may then view fees there; what was done is taken back.
create function pg_temp.may(email text, what text) returns boolean language plpgsql as $$
declare
  answer boolean;
begin
  perform pg_temp.except_for(may.email, may.what);
  perform tests.as('user@user.com');
  answer := tests.domain('abtasty.com') = any(private.domains_with('fees.view'));
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answer;
end;
$$;
create function pg_temp.told(what text) returns boolean language plpgsql as $$
declare
  answer jsonb;
begin
  perform pg_temp.except_for('user@user.com', told.what);
  answer := private.explain_exceptions(tests.person('user@user.com'), 'fees.view', tests.domain('abtasty.com'));
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return coalesce((answer -> 0 ->> 'counts_now')::boolean, false);
end;
$$;

select is(pg_temp.may('user@user.com', what), counts, 'allowed ' || what || ': ' || counts) from cases;
select is(pg_temp.told(what), counts, 'and so it is told') from cases;
select is(pg_temp.may('support@demo.example', 'for good'), false, 'what somebody else is allowed counts for nobody');

select * from finish();
rollback;
