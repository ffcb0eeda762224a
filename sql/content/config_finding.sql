-- requires: sql/platform/default_privileges.sql
create type private.config_finding as (path text, before jsonb, after jsonb, fault text);

comment on type private.config_finding is
'What an import would change, or, with a fault, why it cannot.';
