-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc)
values
('request_event_backfill'),
('set_amplitude')
on conflict (rpc) do nothing;
