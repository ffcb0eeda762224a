-- requires: sql/support/ticket_notes.sql
create or replace function private.ticket_notes_of(domain_id uuid, ticket_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: names of people are past RLS
set search_path = ''
as $$
begin
  return coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'id', n.id, 'at', n.created_at, 'person_id', n.author_id, 'person_name', p.display_name, 'body', n.body
      ) order by n.created_at, n.id
    )
    from public.ticket_notes as n
    inner join public.people as p on p.id = n.author_id
    where n.domain_id = ticket_notes_of.domain_id and n.ticket_id = ticket_notes_of.ticket_id
  ), '[]');
end;
$$;

comment on function private.ticket_notes_of(uuid, uuid) is
'What support said to itself about a ticket, oldest first: an array of {id, at, person_id, person_name, body}. For those with support.view alone.';
revoke all on function private.ticket_notes_of(uuid, uuid) from public, anon, authenticated, service_role;
