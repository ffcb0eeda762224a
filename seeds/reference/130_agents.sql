-- What an installation has changed of their defaults stays.
insert into public.agents (key, name, description, is_on_by_default, silent_after)
values
('web', 'Website agent', 'Talks to visitors in the widget.', true, '10 minutes'),
('nurturing', 'Nurturing agent', 'Writes to people who left their address.', false, '26 hours'),
('enrichment', 'Enrichment agent', 'Finds out which company a visitor comes from.', true, '6 hours')
on conflict (key) do update
set name = excluded.name, description = excluded.description
where (agents.name, agents.description) is distinct from (excluded.name, excluded.description);
