-- Only definer functions write to the audit log by hand. With EXECUTE, whoever once reached the schema
-- could have written into it whatever he liked.
revoke all on function private.audit_event(text, text, text, uuid, jsonb, text)
from authenticated, service_role;
