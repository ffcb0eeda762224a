-- Read and written by functions of ingestion and quotes alone.
alter table private.referral_standings enable row level security;

revoke all on private.referral_standings from public, anon, authenticated, service_role;
