-- A decision releases money or holds it.
insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values
('review_risk', true, true)
on conflict (rpc) do nothing;
