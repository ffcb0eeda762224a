-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc)
values
('set_ticket_provider')
on conflict (rpc) do nothing;
