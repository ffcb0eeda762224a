-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values
('add_cohort_member', true, true),
('close_commission_rule', true, true),
('close_fee_rule', true, true),
('create_cohort', false, true),
('create_commission_rule', true, true),
('create_fee_rule', true, true),
('create_fee_rules', true, true),
('create_invite_code', false, true),
('create_referral_programme', true, true),
('remove_cohort_member', true, true),
('set_platform_fee', true, true),
('set_platform_user_status', true, false),
('set_programme_status', true, true),
('update_invite_code', true, true)
on conflict (rpc) do nothing;
