insert into public.org_prefs (org_id, key, value)
select
  clients.id as org_id,
  'accent' as key,
  '"#0f766e"' as value
from public.clients
where clients.name = 'AB Tasty'
on conflict (org_id, key) do nothing;

insert into public.person_prefs (person_id, key, value)
select
  people.id as person_id,
  chosen.key,
  chosen.value::jsonb as value
from (
  values ('user@user.com', 'theme', '"dark"'),
  ('admin@admin.com', 'table_density', '"compact"'),
  ('admin@admin.com', 'saved_columns', '{"conversations": ["started_at", "outcome", "score"]}')
) as chosen (email, key, value)
inner join public.people on chosen.email = people.email
on conflict (person_id, key) do nothing;
