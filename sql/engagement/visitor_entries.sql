-- requires: sql/engagement/session_events.sql sql/engagement/conversations.sql sql/integrations/sync_records.sql sql/integrations/sync_configs.sql
-- A view, so that a timeline asks for it in the statement that it makes anyway. permission is a constant of each part:
-- a part that the caller may not see is not even looked at.
create or replace view private.visitor_entries
with (security_invoker = on) as
select
  event.domain_id,
  event.visitor_id,
  'visitors.view' as permission,
  event.kind::text as kind,
  event.id,
  event.occurred_at,
  event.session_id,
  event.conversation_id,
  event.url,
  event.properties as details
from public.session_events as event
where event.kind <> 'message' -- The conversation stands for its messages.
union all
select
  talk.domain_id,
  talk.visitor_id,
  'conversations.view' as permission,
  'conversation' as kind,
  talk.id,
  talk.started_at as occurred_at,
  talk.session_id,
  talk.id as conversation_id,
  null as url,
  jsonb_build_object('turns', talk.total_turns, 'outcome', talk.outcome, 'status', talk.status) as details
from public.conversations as talk
union all
select
  sent.domain_id,
  sent.local_id as visitor_id,
  'integrations.view' as permission,
  'crm_sync' as kind,
  sent.id,
  coalesce(sent.last_synced_at, sent.updated_at) as occurred_at,
  null as session_id,
  null as conversation_id,
  null as url,
  jsonb_build_object('state', sent.state, 'error', sent.error, 'remote_id', sent.remote_id) as details
from public.sync_configs as config
inner join public.sync_records as sent on config.domain_id = sent.domain_id and config.id = sent.config_id
where sent.object = 'contacts';

comment on view private.visitor_entries is
'What a visitor did and what was done about him, with the permission that each entry needs, as visitor_timeline shows it beside the decisions on consent.';

revoke all on private.visitor_entries from public, anon, authenticated, service_role;
