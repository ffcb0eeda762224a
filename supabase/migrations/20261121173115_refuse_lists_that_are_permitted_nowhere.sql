-- Whoever holds the permission of a list nowhere was shown an empty list; now it is refused.
set local check_function_bodies = off;

create or replace function private.permitted_domains(
  permission text,
  wanted uuid[]
)
  returns uuid[]
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  mine constant uuid [] := private.domains_with(permission);
begin
  -- An admin of a project without domains yet holds it everywhere.
  if mine = '{}' and not private.holds(permission) then
    perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
  end if;
  if wanted is null then
    return mine;
  end if;
  if not wanted <@ mine then
    perform private.fail(
      '42501', 'PERMISSION_DENIED', format('%s is not permitted in each of these domains', permission)
    );
  end if;
  return array(select distinct named.id from unnest(wanted) as named (id));
end;
$function$;

comment on function private.find_conversations(private.engagement_filter, timestamp with time zone, uuid, uuid, integer) is 'The conversations that the filter means, of the domains where the person may view conversations, newest first; all of them where page_size is null. Raises 42501 for a named domain that is not theirs, or when there is none.';

comment on function private.permitted_domains(text, uuid[]) is 'The domains to read: all that the person holds the permission in, or the wanted ones of these. Raises 42501 / PERMISSION_DENIED when that is nowhere, or when a wanted one is not among them.';

comment on function public.list_conversations(jsonb, text, integer) is 'Conversations, newest first. filter: from, to (half-open, on started_at), domain_ids (null: all mine), score_min, score_max, outcome, language, has_email, account_id, status, text, include_test (false: test traffic is left out). after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 22023 names a wrong argument or filter key; 42501 a domain that is not yours, or conversations.view held nowhere. Example: {"filter": {"outcome": "demo_booked", "language": "fr"}, "page_size": 20}';

comment on function public.search_conversations(text, uuid[], text, integer) is 'Conversations with a message that has all the words of query ("quotes" for a phrase, or, -not; case and accents do not count), each with its newest such message, newest first, test traffic left out. domain_ids: null for all mine. Errors: 22023 names a wrong argument; 42501 a domain that is not yours, or conversations.view held nowhere. Example: {"query": "pricing -trial", "page_size": 20}';
