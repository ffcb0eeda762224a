-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values
('add_cohort_member', true, true),
('create_cohort', false, true),
('remove_cohort_member', true, true),
('set_platform_user_status', true, false)
on conflict (rpc) do nothing;
