-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc)
values
('place_legal_hold'),
('release_legal_hold'),
('set_retention')
on conflict (rpc) do nothing;
