-- Where somebody lives is theirs: the audit log says that a time zone changed, not to which.

set local check_function_bodies = off;

drop trigger audit_delete on public.notification_schedules;

drop trigger audit_insert on public.notification_schedules;

drop trigger audit_update on public.notification_schedules;

drop trigger audit_delete on public.people;

drop trigger audit_insert on public.people;

drop trigger audit_update on public.people;

create or replace function private.audit_masked_columns()
  returns text[]
  language sql
  immutable
  set search_path to ''
  as $function$
  select array[
    'access_token', 'api_key', 'avatar_path', 'body_raw', 'display_name', 'email', 'encrypted_password',
    'first_name', 'full_name', 'last_name', 'password', 'phone', 'refresh_token', 'secret', 'secret_hash',
    'signing_secret', 'time_zone', 'token', 'token_hash', 'webhook_secret'
  ]
$function$;

create trigger audit_delete after delete on public.notification_schedules
  referencing old table as old_rows
  for each statement execute function private.audit_statement(
  '{person_id}',
  '{time_zone}'
);

create trigger audit_insert after insert on public.notification_schedules
  referencing new table as new_rows
  for each statement execute function private.audit_statement(
  '{person_id}',
  '{time_zone}'
);

create trigger audit_update after update on public.notification_schedules
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.audit_statement(
  '{person_id}',
  '{time_zone}'
);

create trigger audit_delete after delete on public.people
  referencing old table as old_rows
  for each statement execute function private.audit_statement(
  '{id}',
  '{avatar_path,display_name,email,phone,time_zone}'
);

create trigger audit_insert after insert on public.people
  referencing new table as new_rows
  for each statement execute function private.audit_statement(
  '{id}',
  '{avatar_path,display_name,email,phone,time_zone}'
);

create trigger audit_update after update on public.people
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.audit_statement(
  '{id}',
  '{avatar_path,display_name,email,phone,time_zone}'
);
