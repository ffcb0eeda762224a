-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values
  ('archive_client', true),
  ('archive_domain', true),
  ('assign_domains', false),
  ('move_domain', true),
  ('restore_client', true),
  ('restore_domain', true),
  ('set_person_org', false)
on conflict (rpc) do nothing;
