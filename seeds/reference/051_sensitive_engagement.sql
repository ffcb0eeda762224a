-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values
('delete_visitor', true),
('set_visitor_consent', true),
('export_visitor', false)
on conflict (rpc) do nothing;
