-- Files of cases in Storage, what there is to do for support, and who may hear of it through Realtime.
set local check_function_bodies = off;

create or replace function private.guard_support_topics()
  returns boolean
  language plpgsql
  set search_path to ''
  as $function$
begin
  if to_regclass('realtime.messages') is null or to_regprocedure('realtime.topic()') is null then
    return false;
  end if;
  drop policy if exists select_member on realtime.messages;
  -- There is no policy for insert: only the database and the workers say something there.
  create policy select_member on realtime.messages
  for select to authenticated
  using (
    split_part((select realtime.topic()), ':', 1) = 'support'
    and split_part((select realtime.topic()), ':', 2)
      = any((select private.domains_with('support.view'))::text [])
  );
  comment on policy select_member on realtime.messages is
  'Topics support:<domain id> of the domains where the person works in support.';
  return true;
end;
$function$;

create or replace function public.support_overview(
  domain_ids uuid[] default null::uuid[]
)
  returns table (
    domain_id uuid,
    total bigint,
    open bigint,
    unassigned bigint,
    breached bigint,
    by_status jsonb,
    by_priority jsonb,
    by_age jsonb,
    oldest_open_at timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  rows 10
  set search_path to ''
  as $function$
declare
  wanted constant uuid [] := private.permitted_domains('support.view', domain_ids);
begin
  return query
  with facts as (
    select
      d.id as domain_id, t.id, t.status, t.priority, t.assignee_id, t.created_at, now() - t.created_at as age,
      coalesce(t.status not in ('resolved', 'closed'), false) as is_open,
      t.is_response_late or t.is_resolution_late
      or least(t.response_due_at, t.resolution_due_at) < now() as is_breached
    from unnest(wanted) as d (id) left join public.tickets as t on t.domain_id = d.id
  )
  select
    f.domain_id, count(f.id), count(*) filter (where f.is_open),
    count(*) filter (where f.is_open and f.assignee_id is null),
    count(*) filter (where f.is_open and f.is_breached),
    jsonb_build_object(
      'new', count(*) filter (where f.status = 'new'),
      'open', count(*) filter (where f.status = 'open'),
      'pending', count(*) filter (where f.status = 'pending'),
      'on_hold', count(*) filter (where f.status = 'on_hold'),
      'resolved', count(*) filter (where f.status = 'resolved'),
      'closed', count(*) filter (where f.status = 'closed')
    ),
    jsonb_build_object(
      'urgent', count(*) filter (where f.is_open and f.priority = 'urgent'),
      'high', count(*) filter (where f.is_open and f.priority = 'high'),
      'normal', count(*) filter (where f.is_open and f.priority = 'normal'),
      'low', count(*) filter (where f.is_open and f.priority = 'low')
    ),
    jsonb_build_object(
      'under_a_day', count(*) filter (where f.is_open and f.age < '1 day'),
      'under_a_week', count(*) filter (where f.is_open and f.age >= '1 day' and f.age < '7 days'),
      'under_a_month', count(*) filter (where f.is_open and f.age >= '7 days' and f.age < '30 days'),
      'older', count(*) filter (where f.is_open and f.age >= '30 days')
    ),
    min(f.created_at) filter (where f.is_open)
  from facts as f
  group by grouping sets ((f.domain_id), ())
  order by grouping(f.domain_id) desc, f.domain_id;
end;
$function$;

revoke all on function public.support_overview(uuid[]) from public, anon, service_role;

create policy delete_manager on storage.objects
  for delete
  to authenticated
  using
    (
        (
            (bucket_id = 'case-documents'::text)
            and (
                split_part(name, '/'::text, 1)
                = any(((select private.domains_with('case_documents.delete'::text) as domains_with))::text[])
            )
        )
    );

create policy insert_editor on storage.objects
  for insert
  to authenticated
  with
    check
    (
        (
            (bucket_id = 'case-documents'::text)
            and (name ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}/[^/]'::text)
            and ((split_part(name, '/'::text, 1) = any(((select
    private.domains_with('case_documents.edit'::text) as domains_with))::text[]))
    or ((split_part(name, '/'::text, 2) = any(((select private.cases_with('case_documents.edit'::text) as cases_with))::text[])) and (split_part(name, '/'::text, 1) = any(((select
    private.member_domains() as member_domains))::text[]))))));

create policy select_member on storage.objects
  for select
  to authenticated
  using
    (
        (
            (bucket_id = 'case-documents'::text)
            and (
                (
                    split_part(name, '/'::text, 1)
                    = any(((select private.domains_with('case_documents.view'::text) as domains_with))::text[])
                )
    or ((split_part(name, '/'::text, 2) = any(((select private.cases_with('case_documents.view'::text) as cases_with))::text[])) and (split_part(name, '/'::text, 1) = any(((select
    private.member_domains() as member_domains))::text[]))))));

create policy update_editor on storage.objects
  for update
  to authenticated
  using
    (
        (
            (bucket_id = 'case-documents'::text)
            and (
                (
                    split_part(name, '/'::text, 1)
                    = any(((select private.domains_with('case_documents.edit'::text) as domains_with))::text[])
                )
    or ((split_part(name, '/'::text, 2) = any(((select private.cases_with('case_documents.edit'::text) as cases_with))::text[])) and (split_part(name, '/'::text, 1) = any(((select
    private.member_domains() as member_domains))::text[]))))))
  with
    check
    (
        (
            (bucket_id = 'case-documents'::text)
            and (name ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}/[^/]'::text)
            and ((split_part(name, '/'::text, 1) = any(((select
    private.domains_with('case_documents.edit'::text) as domains_with))::text[]))
    or ((split_part(name, '/'::text, 2) = any(((select private.cases_with('case_documents.edit'::text) as cases_with))::text[])) and (split_part(name, '/'::text, 1) = any(((select
    private.member_domains() as member_domains))::text[]))))));

comment on function private.guard_support_topics() is 'Makes the policy by which people of support, and nobody else, may join the private topics support:<domain id> of Realtime. False where there is no Realtime; calling it again changes nothing.';

comment on function public.support_overview(uuid[]) is 'How much there is to do for support: a row a domain, and first one for all of them together, with domain_id null. total and by_status count every ticket; open (neither resolved nor closed), unassigned, breached (an answer or the solution was late, or is overdue now), by_priority, by_age (under_a_day, under_a_week, under_a_month, older) and oldest_open_at count what is open. domain_ids: null for all in which one has support.view. Errors: 42501 PERMISSION_DENIED for a domain in which one has it not, or when one has it nowhere.';

comment on policy delete_manager on storage.objects is 'Files of the domains where the person may delete documents of cases.';

comment on policy insert_editor on storage.objects is 'Files of the domains where the person may edit documents of cases, and of cases that are assigned to him now.';

comment on policy select_member on storage.objects is 'Files of the domains where the person may view documents of cases; of others those of cases that are assigned to him now, belong to his organization or are shared with it.';

comment on policy update_editor on storage.objects is 'As insert: before and after, so that nothing is moved to a case that is not his.';

revoke all on function private.guard_support_topics() from public;

revoke all on function private.guard_support_topics() from postgres;

grant execute on function private.guard_support_topics() to postgres;

grant execute on function public.support_overview(uuid[]) to authenticated;

revoke all on function public.support_overview(uuid[]) from postgres;

grant execute on function public.support_overview(uuid[]) to postgres;

-- Where Realtime runs; elsewhere this does nothing.
select private.guard_support_topics();

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values (
  'case-documents', 'case-documents', false, 20971520,
  '{image/jpeg,image/png,image/webp,application/pdf,text/plain}'
)
on conflict (id) do nothing;
