-- Where somebody has a permission for single rows: not where it was taken from him, nor where a domain is closed. What
-- is switched on is told of this environment, and nothing but features.
-- row: T07 T08 R20
begin;
select plan(4);
select tests.environment('test');

insert into public.memberships (person_id, role_key, domain_id)
select tests.person('guardian@demo.example'), 'guardian', tests.domain(site) from unnest('{abtasty.com,cooking.example}'::text []) as site;
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, domain_id, reason)
values (tests.person('guardian@demo.example'), 'cases', 'view', 'deny', false, tests.domain('cooking.example'), 'x');
update public.domains set archived_at = now() where site_domain = 'abtasty.com';
create function pg_temp.reached(email text, reach text) returns text language plpgsql as $$
declare
  sites text;
begin
  perform tests.as(email);
  perform set_config('role', 'none', true); -- The helpers are our own functions' to call.
  select string_agg(d.site_domain, ' ' order by d.site_domain) into sites
  from unnest(private.domains_reached('cases.view', reach)) as r (id) inner join public.domains as d using (id);
  perform tests.back();
  return sites;
end;
$$;
select is(pg_temp.reached('guardian@demo.example', 'assigned'), 'toto.example', 'where it is open and nothing was taken');
select is(pg_temp.reached('guardian@demo.example', 'domain'), null, 'which is not the whole domain');
select is(pg_temp.reached('partner@demo.example', 'assigned'), null, 'nor is it given to whom it reaches through his organization');

delete from public.env_settings;
insert into public.env_settings (environment, key, value)
values ('test', 'feature.one', 'true'), ('production', 'feature.two', 'true'), ('test', 'secret.three', 'true');
select tests.as('user@user.com');
select is(public.me() -> 'feature_flags', '{"one": true}', 'features of this environment');

select * from finish();
rollback;
