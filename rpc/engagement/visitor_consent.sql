create or replace function public.visitor_consent(domain_id uuid, visitor_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: decisions are kept where nobody may read them
set search_path = ''
as $$
declare
  digests constant bytea [] := private.person_digests(domain_id, array[visitor_id]);
  decisions jsonb;
begin
  perform private.require('visitors.view', visitor_consent.domain_id);
  select coalesce(jsonb_agg(to_jsonb(told) - '{digest,domain_id}'::text [] order by told.occurred_at desc, told.id desc), '[]')
  into decisions
  from private.consent_events as told
  where told.domain_id = visitor_consent.domain_id and told.digest = any(digests);
  if decisions = '[]' and private.same_visitors(visitor_consent.domain_id, visitor_consent.visitor_id) = '{}'
  then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  return jsonb_build_object(
    'is_required', (
      select domain.is_consent_required from public.domains as domain where domain.id = visitor_consent.domain_id
    ),
    'purposes', (
      select jsonb_agg(jsonb_build_object(
        'purpose', known.purpose, 'meaning', known.meaning, 'is_storage', known.is_storage,
        'state', newest.told ->> 'state', 'decided_at', newest.told -> 'occurred_at'
      ) order by known.is_storage desc, known.purpose)
      from private.consent_purposes as known
      left join lateral (
        select listed.told from jsonb_array_elements(decisions) with ordinality as listed (told, place)
        where listed.told -> 'purposes' ? known.purpose
        order by listed.place
        limit 1
      ) as newest on true
    ),
    'history', decisions
  );
end;
$$;

comment on function public.visitor_consent(uuid, uuid) is
'What a visitor, with all who are the same person, consented to: {is_required: whether the domain keeps nothing without consent, purposes: [{purpose, meaning, is_storage, state: granted, withdrawn or null, decided_at}], history: the decisions, newest first, each {id, state, purposes, source, occurred_at}}. It answers also when a withdrawal left nothing else of the visitor. Needs visitors.view there. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';

revoke all on function public.visitor_consent(uuid, uuid) from public, anon, service_role;
grant execute on function public.visitor_consent(uuid, uuid) to authenticated;
