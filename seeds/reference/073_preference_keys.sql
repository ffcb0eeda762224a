-- What people may choose in the client.
insert into public.preference_keys (key, description, value_schema, default_value)
values
('theme', 'Light, dark, or as the system is', '{"enum": ["light", "dark", "system"]}', '"system"'),
('accent', 'Colour of buttons and links', '{"type": "string", "pattern": "^#[0-9a-f]{6}$"}', '"#3b82f6"'),
('table_density', 'Height of rows', '{"enum": ["compact", "normal", "comfortable"]}', '"normal"'),
(
  'landing_page', 'The page after sign-in; empty: that of the role',
  '{"type": "string", "pattern": "^(/[a-z0-9/_-]{0,200})?$"}', '""'
),
(
  'quick_actions', 'Which, in their order',
  '{"type": "array", "maxItems": 20, "items": {"type": "string", "pattern": "^[a-z][a-z0-9_.-]{0,60}$"}}', '[]'
),
(
  'saved_columns', 'Columns of a page''s table, in their order',
  '{"type": "object", "additionalProperties":
    {"type": "array", "maxItems": 50, "items": {"type": "string", "pattern": "^[a-z][a-z0-9_.]{0,60}$"}}}', '{}'
),
(
  'default_filters', 'The filter that a page opens with',
  '{"type": "object", "additionalProperties": {"type": "object"}}', '{}'
),
(
  'report_time_zone', 'Where the days of reports begin: an IANA name such as Europe/Paris, or UTC',
  '{"type": "string", "pattern": "^(UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$"}', '"UTC"'
)
on conflict (key) do update
set
  description = excluded.description,
  value_schema = excluded.value_schema,
  default_value = excluded.default_value
where
  (preference_keys.description, preference_keys.value_schema, preference_keys.default_value)
  is distinct from (excluded.description, excluded.value_schema, excluded.default_value);
