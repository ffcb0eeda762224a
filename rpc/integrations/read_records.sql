-- lint: allow definer_open_to_anon: it refuses whoever comes without a key that covers what is asked
-- lint: allow definer_dynamic_sql: table and columns are those of api_resources(), the arguments are bound
create or replace function public.read_records(
  resource text,
  domain_id uuid,
  after uuid default null,
  page_size integer default 100
)
returns setof jsonb
language plpgsql
volatile -- So that PostgREST lets it write, and the request can be counted.
security definer -- definer: who comes with a key holds nothing on the tables
rows 100
set search_path = ''
as $$
declare
  wanted record;
begin
  select r.* into wanted from private.api_resources() as r where r.resource = read_records.resource;
  if not found then
    perform private.bad_input('resource', 'no such resource');
  end if;
  perform private.require_key(wanted.permission, read_records.domain_id);
  perform private.check_page_size(page_size);
  return query execute format(
    'select to_jsonb(page) from (
       select r.domain_id, r.id, %s from public.%I as r
       where r.domain_id = $1 and ($2 is null or r.id > $2) order by r.id limit $3
     ) as page',
    (select string_agg(format('r.%I', name), ', ' order by place) from unnest(wanted.columns) with ordinality as c (name, place)),
    wanted.resource
  ) using read_records.domain_id, after, page_size;
end;
$$;

comment on function public.read_records(text, uuid, uuid, integer) is
'For programs with an API key: all rows of a resource in one domain, by id. resource: accounts, cases, donations, orders, platform_users, tickets, tokens, topics or transactions. after: the id of the last row of the page before. page_size: 1 to 500. Needs the permission to view it as a scope of the key. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';
revoke all on function public.read_records(text, uuid, uuid, integer) from public, authenticated, service_role;
grant execute on function public.read_records(text, uuid, uuid, integer) to anon;
