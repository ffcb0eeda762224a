create or replace function public.merge_visitors(
  domain_id uuid,
  visitor_id uuid,
  into_visitor_id uuid,
  reason text
)
returns uuid
language plpgsql
volatile
security definer -- definer: these tables are written by nobody else than ingestion and this
set search_path = ''
as $$
declare
  merged public.visitors;
  survivor_id uuid;
begin
  perform private.require_one_of('{visitors.edit,integrations.manage}', merge_visitors.domain_id);
  if coalesce(btrim(merge_visitors.reason), '') = '' then
    perform private.fail('22023', 'REASON_REQUIRED', 'reason: say why', 'It goes to the audit log.');
  end if;
  perform pg_advisory_xact_lock(private.merge_lock_key(merge_visitors.domain_id));
  select visitor.* into merged
  from public.visitors as visitor
  where visitor.domain_id = merge_visitors.domain_id and visitor.id = merge_visitors.visitor_id;
  -- Chains are kept flat, so the survivor of the target is at most one step away.
  select coalesce(visitor.merged_into_id, visitor.id) into survivor_id
  from public.visitors as visitor
  where visitor.domain_id = merge_visitors.domain_id and visitor.id = merge_visitors.into_visitor_id;
  if merged.id is null or survivor_id is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  if survivor_id = merged.id then
    perform private.bad_input('into_visitor_id', 'is visitor_id, or was merged into it');
  end if;
  if merged.merged_into_id = survivor_id then
    return survivor_id;
  end if;
  if merged.merged_into_id is not null then
    perform private.fail(
      'PT409', 'ALREADY_MERGED', 'the visitor was merged into another one',
      format('Merge visitor %s, which stands for it.', merged.merged_into_id)
    );
  end if;
  -- What one of them withdrew holds for the other: nothing may be left to merge.
  if private.link_consents(merge_visitors.domain_id, merged.id, survivor_id) then
    perform private.absorb_visitor(merge_visitors.domain_id, merged.id, survivor_id);
  end if;
  -- The log cannot forget, so it gets digests: see private.visitor_digest.
  perform private.audit_event(
    'merge', 'visitors', encode(private.visitor_digest(merge_visitors.domain_id, merged.id), 'hex'),
    merge_visitors.domain_id, jsonb_build_object(
      'into_visitor', encode(private.visitor_digest(merge_visitors.domain_id, survivor_id), 'hex')
    ), btrim(merge_visitors.reason)
  );
  return survivor_id;
end;
$$;

comment on function public.merge_visitors(uuid, uuid, uuid, text) is
'Says that visitor_id is the same person as into_visitor_id of the same domain: sessions, conversations and what comes later count for the latter, whose id is returned. Again it changes nothing. Into a merged visitor means into its survivor. Decisions on consent of one count for both, and what a withdrawal covers goes. Needs visitors.edit or integrations.manage there, or the secret key, and a reason, in which the person is not to be named: it stays in the audit log. '
'Errors: 42501 PERMISSION_DENIED; 22023 REASON_REQUIRED, INVALID_INPUT for a visitor with itself or in a circle; P0002 NOT_FOUND; PT409 ALREADY_MERGED.';

revoke all on function public.merge_visitors(uuid, uuid, uuid, text) from public, anon;
grant execute on function public.merge_visitors(uuid, uuid, uuid, text) to authenticated, service_role;
