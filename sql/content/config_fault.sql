-- requires: sql/platform/default_privileges.sql
create type private.config_fault as (path text, keyword text, reason text);

comment on type private.config_fault is
'What is wrong with a JSON value: a JSON Pointer to it, the keyword of the schema that it breaks, and why in words that never quote the value.';
