-- requires: sql/platform/default_privileges.sql
create or replace function private.config_meta_schema()
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return $json$
  {
    "$ref": "#/$defs/schema",
    "$defs": {
      "schema": {
        "type": ["object", "boolean"],
        "additionalProperties": false,
        "properties": {
          "$schema": {"const": "https://json-schema.org/draft/2020-12/schema"},
          "$comment": {"type": "string"},
          "$defs": {"type": "object", "additionalProperties": {"$ref": "#/$defs/schema"}},
          "$ref": {"type": "string", "pattern": "^#/[$]defs/[A-Za-z][A-Za-z0-9_-]*$"},
          "title": {"type": "string"},
          "description": {"type": "string"},
          "type": {"anyOf": [
            {"$ref": "#/$defs/type"},
            {"type": "array", "items": {"$ref": "#/$defs/type"}, "minItems": 1, "uniqueItems": true}
          ]},
          "enum": {"type": "array", "minItems": 1},
          "const": true,
          "minimum": {"type": "number"}, "maximum": {"type": "number"},
          "exclusiveMinimum": {"type": "number"}, "exclusiveMaximum": {"type": "number"},
          "multipleOf": {"type": "number", "exclusiveMinimum": 0},
          "minLength": {"$ref": "#/$defs/size"}, "maxLength": {"$ref": "#/$defs/size"},
          "minItems": {"$ref": "#/$defs/size"}, "maxItems": {"$ref": "#/$defs/size"},
          "minProperties": {"$ref": "#/$defs/size"}, "maxProperties": {"$ref": "#/$defs/size"},
          "pattern": {"type": "string"},
          "format": {"enum": ["date", "date-time", "email", "uri", "uuid"]},
          "uniqueItems": {"type": "boolean"},
          "items": {"$ref": "#/$defs/schema"},
          "prefixItems": {"$ref": "#/$defs/schemas"},
          "properties": {"type": "object", "additionalProperties": {"$ref": "#/$defs/schema"}},
          "additionalProperties": {"$ref": "#/$defs/schema"},
          "required": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
          "allOf": {"$ref": "#/$defs/schemas"},
          "anyOf": {"$ref": "#/$defs/schemas"},
          "oneOf": {"$ref": "#/$defs/schemas"},
          "not": {"$ref": "#/$defs/schema"},
          "x-access": {"enum": ["client", "staff"]},
          "x-toggle": {"enum": ["client", "staff"]},
          "x-secret": {"const": true}
        }
      },
      "schemas": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/schema"}},
      "size": {"type": "integer", "minimum": 0},
      "type": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]}
    }
  }
  $json$::jsonb;
end;
$$;

comment on function private.config_meta_schema() is
'The schema of schemas: what private.config_faults() understands. Anything else is refused, not passed over.';
revoke all on function private.config_meta_schema()
from public, anon, authenticated, service_role;
