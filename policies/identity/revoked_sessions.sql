-- Not exposed and granted to nobody: current_person_id() reads it, the session RPCs write it.
alter table private.revoked_sessions enable row level security;

revoke all on private.revoked_sessions from public, anon, authenticated, service_role;
