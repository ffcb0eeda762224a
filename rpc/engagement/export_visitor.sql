create or replace function public.export_visitor(domain_id uuid, visitor_id uuid)
returns jsonb
language plpgsql
volatile
security definer -- definer: the person may have what clients may not see, such as raw enrichments
set search_path = ''
as $$
declare
  same constant uuid [] := private.same_visitors(export_visitor.domain_id, export_visitor.visitor_id);
begin
  perform private.require('visitors.manage', export_visitor.domain_id);
  perform private.begin_sensitive('export_visitor', null);
  if same = '{}' then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  perform private.log_access(
    'export', 'visitors/' || encode(private.visitor_digest(
      export_visitor.domain_id, export_visitor.visitor_id
    ), 'hex'), 'allowed', export_visitor.domain_id
  );
  return jsonb_build_object(
    'visitors', (
      select coalesce(jsonb_agg(to_jsonb(visitor) order by visitor.id), '[]') from public.visitors as visitor
      where visitor.domain_id = export_visitor.domain_id and visitor.id = any(same)
    ),
    'account', (
      select to_jsonb(account) from public.accounts as account
      inner join public.visitors as visitor
        on account.domain_id = visitor.domain_id and account.id = visitor.account_id
      where visitor.domain_id = export_visitor.domain_id and visitor.id = same[1]
    ),
    'enrichments', (
      select coalesce(jsonb_agg(to_jsonb(enrichment) order by enrichment.occurred_at, enrichment.id), '[]')
      from public.visitor_enrichments as enrichment
      where enrichment.domain_id = export_visitor.domain_id and enrichment.visitor_id = any(same)
    ),
    'sessions', (
      select coalesce(jsonb_agg(to_jsonb(session) order by session.first_event_at, session.id), '[]')
      from public.visitor_sessions as session
      where session.domain_id = export_visitor.domain_id and session.visitor_id = any(same)
    ),
    'events', (
      select coalesce(jsonb_agg(to_jsonb(event) order by event.occurred_at, event.id), '[]')
      from public.session_events as event
      where event.domain_id = export_visitor.domain_id and event.visitor_id = any(same)
    ),
    'conversations', (
      select coalesce(jsonb_agg(to_jsonb(talk) || jsonb_build_object('messages', (
        select coalesce(jsonb_agg(to_jsonb(message) - 'tsv' order by message.seq), '[]')
        from public.messages as message
        where message.domain_id = talk.domain_id and message.conversation_id = talk.id
      )) order by talk.started_at, talk.id), '[]')
      from public.conversations as talk
      where talk.domain_id = export_visitor.domain_id and talk.visitor_id = any(same)
    )
  );
end;
$$;

comment on function public.export_visitor(uuid, uuid) is
'All that is stored of a person, with all visitors who were merged, to be handed to the person: {visitors, account, enrichments in full, sessions, events, conversations with messages}. Noted in the access log. Needs visitors.manage there, and strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND.';

revoke all on function public.export_visitor(uuid, uuid) from public, anon, service_role;
grant execute on function public.export_visitor(uuid, uuid) to authenticated;
