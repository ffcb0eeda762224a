create or replace function public.create_general_ticket(
  domain_id uuid,
  title text,
  description text default '',
  priority text default 'normal',
  idempotency_key text default null
)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on tickets
set search_path = ''
as $$
declare
  draft public.tickets;
begin
  perform private.check_ticket(domain_id, priority, idempotency_key);
  draft.domain_id := create_general_ticket.domain_id;
  draft.kind := 'general';
  draft.title := private.check_ticket_text('title', title, 200);
  draft.description := private.check_ticket_text('description', description, 10000, false);
  draft.priority := create_general_ticket.priority;
  draft.idempotency_key := create_general_ticket.idempotency_key;
  return private.add_ticket(draft);
end;
$$;

comment on function public.create_general_ticket(uuid, text, text, text, text) is
'Asks support for something; returns the ticket''s id. title: at most 200 characters. description: at most 10000. priority: low, normal, high, or, for support, urgent. '
'idempotency_key: the same again returns the first ticket. Needs to work in the domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';
revoke all on function public.create_general_ticket(uuid, text, text, text, text) from public, anon, service_role;
grant execute on function public.create_general_ticket(uuid, text, text, text, text) to authenticated;
