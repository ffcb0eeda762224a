-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values
('approve_operation', false),
('cancel_invitation', false),
('clone_role', false),
('delete_person', true),
('grant_person_permission', true),
('invite_collaborator', false),
('request_credential_reset', true),
('resend_invitation', false),
('revert_record', true),
('revoke_all_sessions', true),
('revoke_person_permission', true),
('set_person_role', true),
('set_person_status', true),
('set_role_permissions', true)
on conflict (rpc) do nothing;
