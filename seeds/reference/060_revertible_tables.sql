-- Settings that decide access (security_settings, roles, memberships) are left out on purpose: they
-- change by their own RPCs alone.
insert into public.revertible_tables (resource, permission, columns)
values
('clients', 'clients.edit', '{name,plan,status}'),
('domains', 'domains.edit', '{environment,verified_at,stats_valid_from}')
on conflict (resource) do update
set permission = excluded.permission, columns = excluded.columns
where
  (revertible_tables.permission, revertible_tables.columns) is distinct from (excluded.permission, excluded.columns);
