-- requires: sql/platform/default_privileges.sql
create or replace function private.config_document_schema()
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return $json$
  {
    "type": "object",
    "required": ["format", "global", "sites"],
    "additionalProperties": false,
    "properties": {
      "format": {"const": "bo.config/1"},
      "global": {"$ref": "#/$defs/entries"},
      "sites": {"type": "object", "additionalProperties": {"$ref": "#/$defs/entries"}}
    },
    "$defs": {
      "entries": {
        "type": "object",
        "additionalProperties": {
          "type": "object",
          "required": ["enabled", "config"],
          "additionalProperties": false,
          "properties": {"enabled": {"type": ["boolean", "null"]}, "config": {"type": "object"}}
        }
      }
    }
  }
  $json$::jsonb;
end;
$$;

comment on function private.config_document_schema() is
'The structure of what export_config() returns.';
revoke all on function private.config_document_schema()
from public, anon, authenticated, service_role;
