-- requires: sql/identity/people.sql
-- An access token outlives its session until it expires. This list ends it at once; a row may go
-- when the token must have expired.
create table private.revoked_sessions (
  session_id uuid not null constraint revoked_sessions_pkey primary key,
  person_id uuid not null
  constraint revoked_sessions_person_id_fkey references public.people (id) on delete cascade,
  revoked_at timestamptz not null default now()
);

create index revoked_sessions_person_id_idx on private.revoked_sessions (person_id);

comment on table private.revoked_sessions is
'Sessions (claim session_id) whose tokens count for nothing; read by current_person_id().';
