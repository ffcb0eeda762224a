-- requires: sql/support/ticket_links.sql sql/support/linear_state_types.sql sql/support/move_ticket.sql sql/support/open_link.sql
-- The newest change wins, in whatever order they come and however often. What a status means is decided
-- by the newest state of a known type, apart from the newest state at all: see ticket_links.
create or replace function private.apply_issue(
  issue_id uuid,
  identifier text,
  url text,
  state_type text,
  state_name text,
  changed_at timestamptz,
  delivery_id text
)
returns text
language plpgsql
volatile
security definer -- definer: nobody holds update on tickets
set search_path = ''
as $$
declare
  link public.ticket_links;
  ticket public.tickets;
  meant public.linear_state_types;
  meant_before record;
begin
  select l.* into link from public.ticket_links as l where l.id = apply_issue.issue_id for update;
  if not found then
    return 'no ticket of ours';
  end if;
  update public.ticket_links as l set
    identifier = coalesce(apply_issue.identifier, l.identifier), url = coalesce(apply_issue.url, l.url),
    state_type = apply_issue.state_type, state_name = left(apply_issue.state_name, 100),
    provider_updated_at = changed_at, provider_delivery_id = delivery_id
  where l.domain_id = link.domain_id and l.id = link.id
    and (l.provider_updated_at is null or (changed_at, delivery_id) > (l.provider_updated_at, l.provider_delivery_id));
  select m.* into meant from public.linear_state_types as m where m.state_type = apply_issue.state_type;
  if not found then
    return format('unknown state type %s', coalesce(apply_issue.state_type, 'null'));
  end if;
  if link.mapped_at is not null and (changed_at, delivery_id) <= (link.mapped_at, link.mapped_delivery_id) then
    return null;
  end if;
  update public.ticket_links as l set
    mapped_state_type = apply_issue.state_type, mapped_at = changed_at, mapped_delivery_id = delivery_id
  where l.domain_id = link.domain_id and l.id = link.id;
  -- What changes here is not told there any more, so what is said there decides nothing here.
  if (private.open_link(link.domain_id, link.ticket_id)).id is distinct from link.id then
    return 'the link is read-only';
  end if;
  -- A new issue is a new ticket's. Only what changed there changes something here: a status that was
  -- given here meanwhile stays.
  select coalesce(max(m.ticket_status), 'new') as status, max(m.close_reason) as reason into meant_before
  from public.linear_state_types as m where m.state_type = link.mapped_state_type;
  select t.* into ticket from public.tickets as t
  where t.domain_id = link.domain_id and t.id = link.ticket_id for update;
  if (meant.ticket_status, meant.close_reason) is distinct from (meant_before.status, meant_before.reason)
    and exists (
      select from public.ticket_transitions as allowed
      where allowed.from_status = ticket.status and allowed.to_status = meant.ticket_status and allowed.actor = 'linear'
    ) then
    perform private.move_ticket(ticket, meant.ticket_status, 'linear', meant.close_reason);
  end if;
  return null;
end;
$$;

comment on function private.apply_issue(uuid, text, text, text, text, timestamptz, text) is
'Notes what the provider says of an issue, and moves the ticket where that means another status. Returns why not, else null.';
revoke all on function private.apply_issue(uuid, text, text, text, text, timestamptz, text)
from public, anon, authenticated, service_role;
