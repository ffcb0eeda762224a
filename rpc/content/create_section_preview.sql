create or replace function public.create_section_preview(
  domain_id uuid,
  section_id uuid,
  minutes integer default 30
)
returns table (token text, expires_at timestamptz)
language plpgsql
volatile
security definer -- definer: previews are granted to nobody
set search_path = ''
as $$
declare
  secret constant bytea := extensions.gen_random_bytes(32);
  ends constant timestamptz := now() + make_interval(mins => minutes);
begin
  perform private.require('ai_sections.edit', create_section_preview.domain_id);
  if minutes between 1 and 1440 is not true then
    perform private.bad_input('minutes', 'must be from 1 to 1440');
  end if;
  if not exists (
    select from public.ai_sections as s
    where s.domain_id = create_section_preview.domain_id and s.id = create_section_preview.section_id
      and s.status <> 'archived'
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such section');
  end if;
  insert into private.section_previews (token_hash, domain_id, section_id, expires_at, created_by)
  values (sha256(secret), domain_id, section_id, ends, private.current_person_id());
  perform private.audit_event(
    'create_preview', 'ai_sections', section_id::text, domain_id, jsonb_build_object('expires_at', ends)
  );
  return query values (encode(secret, 'hex'), ends);
end;
$$;

comment on function public.create_section_preview(uuid, uuid, integer) is
'A token with which anybody reads the draft of this section, through read_section_preview(), as long as the caller''s account is active. It is told this once. minutes: for how long, 1 to 1440. Needs ai_sections.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND, also for an archived section.';
revoke all on function public.create_section_preview(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.create_section_preview(uuid, uuid, integer) to authenticated;
