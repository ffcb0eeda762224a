create or replace function public.list_invitations(
  state text default 'open',
  after uuid default null,
  page_size integer default 50
)
returns table (
  id uuid, person_id uuid, email text, role_key text, invited_by uuid, invitation_state text,
  expires_at timestamptz, sent_count integer, last_sent_at timestamptz, created_at timestamptz
)
language plpgsql
volatile -- it notes the access
security invoker
set search_path = ''
as $$
begin
  perform private.require('collaborators.manage');
  if list_invitations.state not in ('open', 'expired', 'accepted', 'cancelled', 'all') then
    perform private.bad_input('state', 'open, expired, accepted, cancelled or all');
  end if;
  if coalesce(list_invitations.page_size, 0) not between 1 and 500 then
    perform private.bad_input('page_size', '1 to 500');
  end if;
  perform private.log_access('admin_view', 'invitations');
  return query
  select i.id, i.person_id, p.email::text, p.role_key, i.invited_by, s.state,
    i.expires_at, i.sent_count, i.last_sent_at, i.created_at
  from public.invitations as i
  inner join public.people as p on p.id = i.person_id
  cross join lateral (select case
    when i.accepted_at is not null then 'accepted'
    when i.cancelled_at is not null then 'cancelled'
    when i.expires_at <= now() then 'expired'
    else 'open' end) as s (state)
  where (list_invitations.state = 'all' or s.state = list_invitations.state)
    and (list_invitations.after is null or i.id < list_invitations.after)
  order by i.id desc
  limit list_invitations.page_size;
end;
$$;

comment on function public.list_invitations(text, uuid, integer) is
'Invitations, newest first. after: the id of the last row of the page before. Notes the access. '
'Needs collaborators.manage. Errors: 42501 PERMISSION_DENIED, 22023 INVALID_INPUT.';
revoke all on function public.list_invitations(text, uuid, integer) from public, anon;
grant execute on function public.list_invitations(text, uuid, integer) to authenticated;
