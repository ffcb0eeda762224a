-- requires: sql/identity/domains.sql
-- One row a visitor who decided something or was merged: what follows from the decisions of the whole
-- person, so that a batch looks up one key. It says who is the same person also when the visitors
-- themselves are gone.
create table private.visitor_consents (
  domain_id uuid not null,
  digest bytea not null,
  person bytea not null,
  visitor_id uuid,
  withdrawn_at timestamptz,
  granted_at timestamptz,
  constraint visitor_consents_pkey primary key (domain_id, digest),
  constraint visitor_consents_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint visitor_consents_granted_at_check check (granted_at >= withdrawn_at)
);
alter table private.visitor_consents enable row level security;

create index visitor_consents_person_idx on private.visitor_consents (domain_id, person);
-- Whom run_consent_upkeep may have to merge again: few, looked for every minute.
create index visitor_consents_merged_idx on private.visitor_consents (domain_id, digest)
where digest <> person and withdrawn_at is not null;

comment on table private.visitor_consents is
'By digest of the visitor''s id: person, the digest of the visitor that it was merged into, or its own; visitor_id, null while nothing of the visitor may be kept; withdrawn_at, the latest withdrawal of the purpose that storage rests on, which only moves forward: nothing up to it is kept; granted_at, the first consent after that.';

revoke all on private.visitor_consents from public, anon, authenticated, service_role;

create or replace function private.keep_withdrawal()
returns trigger
language plpgsql
security invoker
set search_path = ''
as $$
begin
  new.withdrawn_at := greatest(new.withdrawn_at, old.withdrawn_at);
  return new;
end;
$$;

comment on function private.keep_withdrawal() is 'Row trigger of visitor_consents: a withdrawal only moves forward.';

revoke all on function private.keep_withdrawal() from public;

create trigger keep_withdrawal before update of withdrawn_at on private.visitor_consents
for each row execute function private.keep_withdrawal();
