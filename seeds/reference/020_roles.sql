-- The roles of the three products. Higher rank changes lower rank; see private.require_rank_over().
insert into public.roles (
  key, title, rank, landing_route, is_domain_bound, is_invitable, is_system
)
values
  ('admin', 'Admin', 100, '/dashboard', false, true, true),
  ('staff', 'Staff', 60, '/cases', false, true, true),
  ('business', 'Business', 50, '/analytics', false, true, true),
  ('support', 'Support', 40, '/support-hub', false, true, true),
  ('partner', 'Partner', 20, '/partner', true, true, true),
  ('guardian', 'Guardian', 20, '/my-cases', true, false, true),
  ('client_user', 'Client user', 10, '/conversations', true, true, true)
on conflict (key) do update
set
  title = excluded.title,
  rank = excluded.rank,
  landing_route = excluded.landing_route,
  is_domain_bound = excluded.is_domain_bound,
  is_invitable = excluded.is_invitable,
  is_system = excluded.is_system
where
  (
    roles.title, roles.rank, roles.landing_route,
    roles.is_domain_bound, roles.is_invitable, roles.is_system
  )
  is distinct from (
    excluded.title, excluded.rank, excluded.landing_route,
    excluded.is_domain_bound, excluded.is_invitable, excluded.is_system
  );
