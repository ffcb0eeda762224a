-- Nobody outside may get into a copy: keys are ended, and their hashes are gone.
delete from private.api_key_secrets;
delete from private.api_key_slots;
update public.api_keys set
  name = pg_temp.scrub_text(name),
  revoked_at = coalesce(revoked_at, now()),
  revoked_by = coalesce(revoked_by, created_by);
