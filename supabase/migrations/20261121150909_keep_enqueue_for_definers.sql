-- Whoever could call it could send mail to anybody, and learned from the id that comes back which keys
-- the messages of other tenants have. Only definer functions call it.
set local check_function_bodies = off;

revoke all on function private.enqueue(text, text, jsonb, uuid, timestamp with time zone) from authenticated;

revoke all on function private.enqueue(text, text, jsonb, uuid, timestamp with time zone) from service_role;
