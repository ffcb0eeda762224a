-- requires: sql/platform/schemas.sql
-- A field that nobody has listed is for staff: a new provider cannot show clients more than we chose.
create table private.enrichment_fields (
  name text not null,
  access text not null,
  constraint enrichment_fields_pkey primary key (name),
  constraint enrichment_fields_access_check check (access in ('client', 'staff'))
);

comment on table private.enrichment_fields is
'Who may see a field that an enrichment service returned; a field that is missing here is staff.';

revoke all on private.enrichment_fields from public, anon, authenticated, service_role;
