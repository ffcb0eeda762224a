-- A copy must not speak to anybody's HubSpot: its connections are ended here, and their tokens are gone.
do $$
begin
  if to_regclass('vault.secrets') is not null then
    delete from vault.secrets where id in (
      select access_secret_id from public.integrations
      union all select refresh_secret_id from public.integrations
      union all select secret_id from private.token_revocations
      union all select verifier_secret_id from private.oauth_states
    );
  end if;
end;
$$;

delete from private.oauth_states;
delete from private.token_refreshes;
delete from private.token_revocations;

update public.integrations set
  status = 'disconnected',
  disconnected_at = coalesce(disconnected_at, now()),
  access_secret_id = null,
  refresh_secret_id = null,
  expires_at = null,
  refresh_at = null,
  error = null,
  portal_id = pg_temp.scrub_hash(portal_id);

-- Who connects the copy to a portal of its own begins from nothing.
delete from private.sync_batches;
update public.sync_runs set
  state = 'cancelled',
  finished_at = now(),
  paused_at = null,
  skipped = skipped + pending,
  pending = 0
where finished_at is null;
update public.sync_configs set is_enabled = false;
update public.sync_records set
  remote_id = pg_temp.scrub_hash(remote_id),
  message = pg_temp.scrub_text(message);
