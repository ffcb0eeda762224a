-- requires: sql/identity/domains.sql
-- A widget keeps its visitor id in the browser and goes on sending. What comes under an id that stands
-- here is dropped. Only a digest stands here: who was erased is not to be found out from it.
create table private.erased_visitors (
  domain_id uuid not null,
  digest bytea not null,
  erased_at timestamptz not null default now(),
  constraint erased_visitors_pkey primary key (domain_id, digest),
  constraint erased_visitors_domain_id_fkey foreign key (domain_id) references public.domains (id)
);
alter table private.erased_visitors enable row level security;

comment on table private.erased_visitors is
'Digests of the ids of visitors who were erased, so that later events do not bring them back.';

revoke all on private.erased_visitors from public, anon, authenticated, service_role;
