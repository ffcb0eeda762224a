create or replace function public.list_people(
  search text default null,
  status text default null,
  role_key text default null,
  after uuid default null,
  page_size integer default 50
)
returns table (
  id uuid, email text, display_name text, main_role text, person_status text, org_id uuid,
  memberships jsonb, created_at timestamptz, version integer
)
language plpgsql
volatile -- it notes the access
security invoker
set search_path = ''
as $$
begin
  perform private.require('collaborators.manage');
  if coalesce(list_people.page_size, 0) not between 1 and 500 then
    perform private.bad_input('page_size', '1 to 500');
  end if;
  perform private.log_access('admin_view', 'people');
  return query
  select p.id, p.email::text, p.display_name, p.role_key, p.status, p.org_id,
    (
      select coalesce(jsonb_agg(
        jsonb_build_object('domain_id', m.domain_id, 'is_all_domains', m.is_all_domains, 'role_key', m.role_key)
        order by m.domain_id
      ), '[]')
      from public.memberships as m where m.person_id = p.id
    ),
    p.created_at, p.version
  from public.people as p
  where (list_people.status is null and p.status <> 'deleted' or p.status = list_people.status)
    and (list_people.role_key is null or p.role_key = list_people.role_key)
    and (list_people.search is null or strpos(lower(p.email || ' ' || p.display_name), lower(list_people.search)) > 0)
    and (list_people.after is null or p.id < list_people.after)
  order by p.id desc
  limit list_people.page_size;
end;
$$;

comment on function public.list_people(text, text, text, uuid, integer) is
'Collaborators, newest first, with their memberships; search is a part of the e-mail or name, deleted people only by status. after: the id of the last row of the page before. Notes the access. '
'Needs collaborators.manage. Errors: 42501 PERMISSION_DENIED, 22023 INVALID_INPUT.';
revoke all on function public.list_people(text, text, text, uuid, integer) from public, anon;
grant execute on function public.list_people(text, text, text, uuid, integer) to authenticated;
