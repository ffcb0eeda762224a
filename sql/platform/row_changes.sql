-- requires: sql/platform/schemas.sql
-- A row of a table that telephones keep a copy of has one entry here, which moves to the newest transaction that
-- changed it: what is read in the order of transactions is then complete, and never longer than the tables.
create table private.row_changes (
  domain_id uuid not null,
  relation text not null,
  person_id uuid not null,
  row_id uuid not null,
  xid xid8 not null,
  is_deleted boolean not null,
  changed_at timestamptz not null default now(),
  constraint row_changes_pkey primary key (domain_id, relation, person_id, row_id)
);
alter table private.row_changes enable row level security;

create index row_changes_xid_idx on private.row_changes (domain_id, relation, xid, row_id);
create index row_changes_person_id_idx on private.row_changes (person_id, relation, xid, row_id);
create index row_changes_deleted_idx on private.row_changes (changed_at) where is_deleted;

comment on table private.row_changes is
'In which transaction each row was last changed or deleted, for changes_since(). Deleted ones are kept for 90 days.';
comment on column private.row_changes.domain_id is 'The nil id for what belongs to no domain.';
comment on column private.row_changes.person_id is 'Whose row it is, whatever else that person may see; the nil id: nobody''s.';
comment on column private.row_changes.xid is
'A cursor passes it only when no transaction before it runs any more: one that commits late is not missed.';
revoke all on private.row_changes from public, anon, authenticated, service_role;
