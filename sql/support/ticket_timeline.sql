-- requires: sql/support/ticket_events.sql sql/support/ticket_comments.sql
create or replace function private.ticket_timeline(domain_id uuid, ticket_id uuid)
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
        'kind', entry.kind, 'id', entry.id, 'at', entry.at, 'actor', entry.actor, 'person_id', entry.person_id,
        'person_name', p.display_name, 'body', entry.body, 'from', entry.from_value, 'to', entry.to_value
      ) order by entry.at, entry.id
    )
    from (
      select e.kind, e.id, e.created_at, e.actor, e.actor_id, null, e.from_value, e.to_value
      from public.ticket_events as e
      where e.domain_id = ticket_timeline.domain_id and e.ticket_id = ticket_timeline.ticket_id
      union all
      select 'comment', c.id, c.created_at, null, c.author_id, c.body, null, null
      from public.ticket_comments as c
      where c.domain_id = ticket_timeline.domain_id and c.ticket_id = ticket_timeline.ticket_id
    ) as entry (kind, id, at, actor, person_id, body, from_value, to_value)
    left join public.people as p on p.id = entry.person_id
  ), '[]');
end;
$$;

comment on function private.ticket_timeline(uuid, uuid) is
'What happened to a ticket and what was said openly, oldest first: an array of {kind, id, at, actor, person_id, person_name, body, from, to}.';
revoke all on function private.ticket_timeline(uuid, uuid) from public, anon, authenticated, service_role;
