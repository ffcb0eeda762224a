create or replace function public.record_history(
  resource text,
  resource_id text,
  after bigint default null,
  page_size integer default 50
)
returns table (
  id bigint, at timestamptz, actor_person_id uuid, actor_role text, on_behalf_of uuid, action text,
  reason text, request_id text, changes jsonb
)
language plpgsql
volatile -- it notes the access
security invoker
set search_path = ''
as $$
begin
  if private.domains_with('audit.view') = '{}' then
    perform private.require('audit.view');
  end if;
  if coalesce(record_history.page_size, 0) not between 1 and 500 then
    perform private.bad_input('page_size', '1 to 500');
  end if;
  perform private.log_access(
    'read_sensitive', format('audit_log/%s/%s', record_history.resource, record_history.resource_id)
  );
  return query
  select l.id, l.at, l.actor_person_id, l.actor_role, l.on_behalf_of, l.action, l.reason, l.request_id,
    (
      select coalesce(
        jsonb_object_agg(k.name, jsonb_build_object('before', l.before -> k.name, 'after', l.after -> k.name)), '{}'
      )
      from jsonb_object_keys(coalesce(l.before, '{}') || coalesce(l.after, '{}')) as k (name)
      where l.before -> k.name is distinct from l.after -> k.name
    )
  from public.audit_log as l
  -- In the collation of the index.
  where l.resource_id collate "C" = record_history.resource_id and l.resource collate "C" = record_history.resource
    and (record_history.after is null or l.id < record_history.after)
  order by l.id desc
  limit record_history.page_size;
end;
$$;

comment on function public.record_history(text, text, bigint, integer) is
'What happened to one row, newest first: changes maps each changed column to its before and after (personal data masked). after: the id of the last row of the page before. Notes the access. '
'Needs audit.view; rows of other domains are not there. Errors: 42501 PERMISSION_DENIED, 22023 INVALID_INPUT.';
revoke all on function public.record_history(text, text, bigint, integer) from public, anon;
grant execute on function public.record_history(text, text, bigint, integer) to authenticated;
