-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc)
values
('create_api_key'),
('revoke_api_key'),
('rotate_api_key')
on conflict (rpc) do nothing;
