-- An example in a comment has to name every argument that must be given; these two left out the ids.
comment on function public.list_sync_records(uuid, uuid, text, text, text, integer) is
'Rows that a synchronisation has sent, those sent first last, and what became of them. state: synced or failed. object: companies or contacts. Needs integrations.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';

comment on function public.set_sync_config(uuid, uuid, text [], jsonb, jsonb, interval, boolean, integer) is
'What a connection synchronises, and how often; replaces what was set. objects: contacts, companies or both, in the order in which they are sent. field_map: for each of them, the service''s property and our field. Fields of contacts: id, email, company_domain, first_seen_at, last_seen_at; of companies: id, company_domain, company_name, first_seen_at; of both enrichment.<key>. filters: include_test, seen_since. schedule: from one start to the next, 5 minutes to 30 days; null: by hand. is_enabled: false starts nothing. expected_version: of the one that is replaced. Needs integrations.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
