-- requires: sql/identity/clients.sql sql/identity/preference_keys.sql
create table public.org_prefs (
  org_id uuid not null
  constraint org_prefs_org_id_fkey references public.clients (id) on delete cascade,
  key text not null
  constraint org_prefs_key_fkey references public.preference_keys (key) on update cascade on delete cascade,
  value jsonb not null,
  constraint org_prefs_pkey primary key (org_id, key)
);

create index org_prefs_key_idx on public.org_prefs (key);

comment on table public.org_prefs is
'What holds for the people of an organization who have not chosen themselves.';
