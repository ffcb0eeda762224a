-- What an installation has set stays. The event log in days: two years; what was read: 13 months.
insert into public.retention_policies (history, action, keep_days, least_days)
values
('access_log', 'forget', 395, 90),
('event_log', 'archive', 730, 90),
('event_quarantine', 'forget', 30, 1)
on conflict (history) do nothing;
