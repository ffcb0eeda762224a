-- requires: sql/platform/schemas.sql
-- What a person may agree to. One purpose carries the store itself: without it nothing that the widget
-- tells of the person is kept. The others are kept and shown, and nothing here depends on them.
create table private.consent_purposes (
  purpose text not null,
  meaning text not null,
  is_storage boolean not null default false,
  constraint consent_purposes_pkey primary key (purpose),
  constraint consent_purposes_purpose_check check (purpose ~ '^[a-z_]{1,40}$')
);
alter table private.consent_purposes enable row level security;

create unique index consent_purposes_is_storage_idx on private.consent_purposes (is_storage)
where is_storage;

comment on table private.consent_purposes is
'What visitors may consent to. is_storage: the one purpose that keeping what the widget tells rests on.';

revoke all on private.consent_purposes from public, anon, authenticated, service_role;
