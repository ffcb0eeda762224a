-- The same with a role of our own that is past row security. It is not inherited, but one SET ROLE away.
-- class: grants and roles
-- exploit: whoever gets a SET ROLE through (an injection is enough) reads every invoice.
-- as: owner
-- try: select from pg_catalog.pg_roles where pg_has_role('authenticated', oid, 'SET') and rolbypassrls
-- lives in: transaction
-- caught by: lint
create role planted_reporting nologin bypassrls;
grant usage on schema public to planted_reporting;
grant select on all tables in schema public to planted_reporting;
grant planted_reporting to authenticated;
