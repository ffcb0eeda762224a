-- The row with its defaults; what an installation has changed stays.
insert into public.security_settings (id) values (true) on conflict (id) do nothing;
