-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc)
values
('create_webhook_endpoint'),
('rotate_webhook_secret'),
('update_webhook_endpoint')
on conflict (rpc) do nothing;
