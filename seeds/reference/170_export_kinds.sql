-- What can be exported, from which list, and which of its columns.
insert into public.export_kinds (kind, rpc, permission, columns)
values
(
  'cases', 'list_cases', 'cases.view',
  '{id,code,title,species,status,priority,category,location,goal_minor,currency,created_at,completed_at}'
),
(
  'conversations', 'list_conversations', 'conversations.view',
  '{id,visitor_id,visitor_email,account_name,started_at,last_message_at,total_turns,language,status,'
  'outcome,first_message,score,scorer}'
),
(
  'events', 'list_events', 'events.view',
  '{id,name,schema_version,actor_kind,actor_id,object,properties,occurred_at,received_at,source,trace_id,'
  'is_test,has_clock_skew}'
),
(
  'tickets', 'list_tickets', 'tickets.view',
  '{id,number,kind,title,status,priority,reporter_name,assignee_name,created_at,last_change_at,'
  'link_provider,link_identifier,link_url}'
),
(
  'visitors', 'list_visitors', 'visitors.view',
  '{id,email,account_name,first_seen_at,last_seen_at,sessions,conversations}'
)
on conflict (kind) do update
set rpc = excluded.rpc, permission = excluded.permission, columns = excluded.columns
where to_jsonb(export_kinds) <> to_jsonb(excluded);
