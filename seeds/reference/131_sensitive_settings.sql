-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values ('import_config', false)
on conflict (rpc) do nothing;
