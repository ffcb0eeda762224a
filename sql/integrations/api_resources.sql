-- requires: sql/platform/default_privileges.sql
-- Columns are listed one by one: a new one is not given away by itself. None of them is about a person by name.
create or replace function private.api_resources()
returns table (resource text, permission text, columns text [])
language plpgsql
immutable
security invoker
rows 10
set search_path = ''
as $$
begin
  return query values
    ('accounts', 'accounts.view', '{company_domain,company_name,first_seen_at}'::text []),
    ('cases', 'cases.view', '{code,title,description,species,status,priority,category,location,goal_minor,currency,published_at,completed_at,archived_at,created_at,updated_at,version}'),
    ('donations', 'donations.view', '{case_id,amount_minor,currency,method,status,given_at,archived_at,created_at,updated_at,version}'),
    ('orders', 'orders.view', '{external_id,platform_user_id,token_id,order_type,side,provider,size_minor,status,placed_at,created_at,updated_at}'),
    ('platform_users', 'platform_users.view', '{external_id,status,joined_at,created_at,updated_at,version}'),
    ('tickets', 'tickets.view', '{number,kind,title,description,status,close_reason,priority,conversation_id,resolved_at,closed_at,created_at,updated_at,version}'),
    ('tokens', 'tokens.view', '{chain,address,symbol,decimals,provider,created_at,updated_at}'),
    ('topics', 'topics.view', '{name,label,status,parent_id,merged_into_id,created_at,updated_at,version}'),
    ('transactions', 'transactions.view', '{chain_ref,platform_user_id,token_id,order_external_id,order_type,side,amount_minor,volume_usd_minor,fee_minor,fee_asset,status,occurred_at,received_at}');
end;
$$;

comment on function private.api_resources() is
'What API keys may read: the table, the permission that a key needs as a scope, and the columns that it gets besides domain_id and id.';
revoke all on function private.api_resources() from public, anon, authenticated, service_role;
