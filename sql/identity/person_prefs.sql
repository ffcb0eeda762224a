-- requires: sql/identity/people.sql sql/identity/preference_keys.sql
create table public.person_prefs (
  person_id uuid not null
  constraint person_prefs_person_id_fkey references public.people (id) on delete cascade,
  key text not null
  constraint person_prefs_key_fkey references public.preference_keys (key) on update cascade on delete cascade,
  value jsonb not null,
  constraint person_prefs_pkey primary key (person_id, key)
);

create index person_prefs_key_idx on public.person_prefs (key);

comment on table public.person_prefs is
'What a person has chosen: theme, density of tables, saved columns. Language, time zone and name are columns of people.';
