create or replace function public.delete_visitor(domain_id uuid, visitor_id uuid, reason text)
returns jsonb
language plpgsql
volatile
security definer -- definer: these tables are written by functions alone
set search_path = ''
as $$
declare
  asked constant bytea := private.visitor_digest(delete_visitor.domain_id, delete_visitor.visitor_id);
  visitor_ids uuid [];
  account_ids uuid [];
  talks bigint;
begin
  perform private.require('visitors.delete', delete_visitor.domain_id);
  perform private.begin_sensitive('delete_visitor', reason);
  -- Batches of events and merges wait.
  perform pg_advisory_xact_lock(private.merge_lock_key(delete_visitor.domain_id));
  if exists (
    select from private.erased_visitors as gone
    where gone.domain_id = delete_visitor.domain_id and gone.digest = asked
  ) then
    return jsonb_build_object('visitors', 0, 'conversations', 0);
  end if;
  visitor_ids := private.same_visitors(delete_visitor.domain_id, delete_visitor.visitor_id);
  if visitor_ids = '{}' then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  select array_agg(named.account_id) into account_ids
  from private.named_accounts(delete_visitor.domain_id, visitor_ids) as named (account_id);
  insert into private.erased_visitors (domain_id, digest)
  select delete_visitor.domain_id, private.visitor_digest(delete_visitor.domain_id, same.id)
  from unnest(visitor_ids) as same (id);
  perform private.erase_consents(delete_visitor.domain_id, visitor_ids);
  perform private.erase_contacts(delete_visitor.domain_id, visitor_ids);
  talks := private.erase_transcripts(delete_visitor.domain_id, visitor_ids);
  perform private.replace_person(
    delete_visitor.domain_id, visitor_ids,
    private.replace_visitor(delete_visitor.domain_id, visitor_ids)
  );
  perform private.erase_accounts(delete_visitor.domain_id, account_ids);
  perform private.audit_event(
    'erase', 'visitors', encode(asked, 'hex'), delete_visitor.domain_id,
    jsonb_build_object('visitors', cardinality(visitor_ids), 'conversations', talks)
  );
  return jsonb_build_object('visitors', cardinality(visitor_ids), 'conversations', talks);
end;
$$;

comment on function public.delete_visitor(uuid, uuid, text) is
'Forgets a person, with all visitors who were merged: address, enrichment, texts, pages, the ids of visitor and sessions, all that tickets about the conversations say, and what was sent to HubSpot, which is asked to forget the contact, as Linear is to forget the words. Numbers stay: one visitor whom nobody knows keeps sessions, conversations and their outcomes. What the widget still sends is dropped. It cannot be undone; again it does nothing. Returns how many visitors and conversations. Needs visitors.delete there, strong login and a reason, in which the person is not to be named: it stays in the audit log. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';

revoke all on function public.delete_visitor(uuid, uuid, text) from public, anon, service_role;
grant execute on function public.delete_visitor(uuid, uuid, text) to authenticated;
