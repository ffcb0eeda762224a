-- lint: allow definer_open_to_anon: it answers one draft to whoever holds its token
-- lint: allow definer_ignores_caller: it answers one draft to whoever holds its token
create or replace function public.read_section_preview(token text)
returns table (slug text, locale text, title text, body text, questions jsonb, styling jsonb)
language plpgsql
stable
security definer -- definer: whoever holds the token has no rights of his own
rows 1
set search_path = ''
as $$
declare
  secret constant bytea := decode(substring(token from '^[0-9a-f]{64}$'), 'hex');
begin
  -- The hash is looked up, so how long it takes tells nothing of other tokens.
  return query
  select s.slug, s.locale, s.title, s.body, s.questions, s.styling
  from private.section_previews as p
  inner join public.ai_sections as s on p.domain_id = s.domain_id and p.section_id = s.id
  inner join public.domains as d on p.domain_id = d.id
  inner join public.people as author on p.created_by = author.id
  where
    p.token_hash = sha256(secret)
    and p.expires_at > now()
    and s.status <> 'archived'
    and d.archived_at is null
    and author.status = 'active';
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such preview, or it has ended');
  end if;
end;
$$;

comment on function public.read_section_preview(text) is
'The one draft that a token of create_section_preview() opens. For everybody, without an account. token: as it was told. Errors: P0002 NOT_FOUND for a token that is unknown or has ended.';
revoke all on function public.read_section_preview(text) from public;
grant execute on function public.read_section_preview(text) to anon, authenticated, service_role;
