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
  return private.exported_visits(export_visitor.domain_id, same) || jsonb_build_object(
    'conversations', private.exported_talks(export_visitor.domain_id, same),
    'tickets', private.exported_tickets(export_visitor.domain_id, same),
    'contacts', private.exported_contacts(export_visitor.domain_id, same)
  ) || private.exported_consents(export_visitor.domain_id, same);
end;
$$;

comment on function public.export_visitor(uuid, uuid) is
'All that is stored of a person, with all visitors who were merged, to be handed to the person: {visitors, account, enrichments in full, sessions, events, conversations with messages, scores, topics and keywords, tickets with all that was said about them, contacts: the person in other systems, emails: every address that was given, consents: the decisions, waiting: events that wait for a consent}. What is only counted from these is left out, and who of us wrote something. Noted in the access log. Needs visitors.manage there, and strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND.';

revoke all on function public.export_visitor(uuid, uuid) from public, anon, service_role;
grant execute on function public.export_visitor(uuid, uuid) to authenticated;
