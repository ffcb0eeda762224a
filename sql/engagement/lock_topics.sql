-- requires: sql/platform/schemas.sql
-- Groups and merges are kept one step deep; two changes at once could make it two.
create or replace function private.lock_topics(domain_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('topics of ' || domain_id, 0));
end;
$$;

comment on function private.lock_topics(uuid) is
'Keeps other changes of the domain''s topics waiting until the end of the transaction.';

revoke all on function private.lock_topics(uuid) from public;
