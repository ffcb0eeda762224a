create or replace function public.place_legal_hold(domain_id uuid, title text, reason text default null)
returns public.legal_holds
language plpgsql
volatile
security definer -- definer: nobody holds insert on legal_holds
set search_path = ''
as $$
declare
  made public.legal_holds;
begin
  perform private.require('settings.manage');
  perform private.begin_sensitive('place_legal_hold', place_legal_hold.reason);
  if length(btrim(title)) between 1 and 200 is not true then
    perform private.bad_input('title', 'must be a text of 1 to 200 characters');
  end if;
  if not exists (select from public.domains as d where d.id = place_legal_hold.domain_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  insert into public.legal_holds (domain_id, title)
  values (place_legal_hold.domain_id, btrim(place_legal_hold.title))
  returning * into made;
  return made;
end;
$$;

comment on function public.place_legal_hold(uuid, text, text) is
'Keeps the history of a domain, also of a closed one, whatever retention_policies says, until release_legal_hold(). Several may hold the same domain. title: what it is for. Needs settings.manage over all domains, a recent strong login and a reason. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED, INVALID_INPUT; P0002 NOT_FOUND.';
revoke all on function public.place_legal_hold(uuid, text, text) from public, anon, service_role;
grant execute on function public.place_legal_hold(uuid, text, text) to authenticated;
