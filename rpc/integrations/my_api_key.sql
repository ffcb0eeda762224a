-- lint: allow definer_open_to_anon: it tells a key of itself, and refuses whoever comes without one
create or replace function public.my_api_key()
returns jsonb
language plpgsql
volatile -- So that PostgREST lets it write, and the request can be counted.
security definer -- definer: who comes with a key holds nothing on the table
set search_path = ''
as $$
declare
  key constant public.api_keys := private.current_api_key();
begin
  if key.id is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'this request came without an API key');
  end if;
  return jsonb_build_object(
    'id', key.id, 'name', key.name, 'rate_limit', key.rate_limit, 'expires_at', key.expires_at,
    'scopes', (
      select jsonb_object_agg(wanted.scope, to_jsonb(private.key_domains(wanted.scope)))
      from unnest(key.scopes) as wanted (scope)
    ),
    'resources', (
      select jsonb_object_agg(r.resource, r.permission) from private.api_resources() as r where r.permission = any(key.scopes)
    )
  );
end;
$$;

comment on function public.my_api_key() is
'For programs with an API key: id, name, rate_limit and expires_at of the key, scopes with the domains in which each holds now, and the resources that read_records() reads with them. Errors: 42501 PERMISSION_DENIED.';
revoke all on function public.my_api_key() from public, authenticated, service_role;
grant execute on function public.my_api_key() to anon;
