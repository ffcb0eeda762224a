-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values
('begin_hubspot_connect', false),
('disconnect_integration', true),
('set_sync_config', false)
on conflict (rpc) do nothing;
