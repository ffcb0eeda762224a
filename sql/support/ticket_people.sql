-- requires: sql/support/ticket_comments.sql
create or replace function private.ticket_people(ticket public.tickets)
returns uuid []
language plpgsql
stable
security definer -- definer: asked by functions that run as their owner
set search_path = ''
as $$
begin
  return array(
    select person.id from unnest(array[ticket.reporter_id, ticket.assignee_id]) as person (id)
    where person.id is not null
    union
    select c.author_id from public.ticket_comments as c
    where c.domain_id = ticket.domain_id and c.ticket_id = ticket.id
  );
end;
$$;

comment on function private.ticket_people(public.tickets) is
'Who follows a ticket: its reporter, its assignee, and whoever has commented.';
revoke all on function private.ticket_people(public.tickets) from public, anon, authenticated, service_role;
