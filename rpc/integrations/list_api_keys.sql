create or replace function public.list_api_keys(
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, name text, prefix text, scopes text [], is_client_wide boolean, rate_limit integer,
  expires_at timestamptz, last_used_at timestamptz, old_key_ends_at timestamptz, created_by uuid,
  created_at timestamptz, revoked_by uuid, revoked_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: when a key was used, and until when its old version works, is in tables of nobody
rows 50
set search_path = ''
as $$
#variable_conflict use_column
declare
  mine constant uuid [] := private.permitted_domains('integrations.view', domain_ids);
  place constant record := private.read_time_cursor('api_keys', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    k.domain_id, k.id, k.name, k.prefix, k.scopes, k.is_client_wide, k.rate_limit, k.expires_at,
    (
      select nullif(max(s.used_at), '-infinity') from private.api_key_slots as s
      where s.domain_id = k.domain_id and s.key_id = k.id
    ),
    (
      select s.ends_at from private.api_key_secrets as s
      where s.domain_id = k.domain_id and s.key_id = k.id and s.ends_at > now()
    ),
    k.created_by, k.created_at, k.revoked_by, k.revoked_at,
    private.make_time_cursor('api_keys', k.created_at, k.id, k.domain_id)
  from (
    select page.* from unnest(mine) as tenant (id)
    cross join lateral (
      select k.* from public.api_keys as k
      where k.domain_id = tenant.id
        and (after is null or (k.created_at, k.id, k.domain_id) < (place.at, place.id, place.domain_id))
      order by k.created_at desc, k.id desc
      limit page_size
    ) as page
    order by page.created_at desc, page.id desc, page.domain_id desc
    limit page_size
  ) as k
  order by k.created_at desc, k.id desc, k.domain_id desc;
end;
$$;

comment on function public.list_api_keys(uuid [], text, integer) is
'Keys of other programs, newest first; the keys themselves are nowhere. last_used_at: of the last request that was answered. old_key_ends_at: until when the version before the last rotation works. domain_ids: null means all of the caller''s. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs integrations.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"page_size": 20}';
revoke all on function public.list_api_keys(uuid [], text, integer) from public, anon, service_role;
grant execute on function public.list_api_keys(uuid [], text, integer) to authenticated;
