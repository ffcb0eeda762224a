-- Only functions that run as their owner call these; nobody else needs to.
set local check_function_bodies = off;

revoke all on function private.find_conversations(
    private.engagement_filter, timestamp with time zone, uuid, uuid, integer
) from authenticated;

revoke all on function private.find_conversations(
    private.engagement_filter, timestamp with time zone, uuid, uuid, integer
) from service_role;

revoke all on function private.require_rank_over(uuid) from authenticated;

revoke all on function private.require_rank_over(uuid) from service_role;

revoke all on function private.require_role_within_rank(text) from authenticated;

revoke all on function private.require_role_within_rank(text) from service_role;

revoke all on function private.require_strong_auth(interval) from authenticated;

revoke all on function private.require_strong_auth(interval) from service_role;
