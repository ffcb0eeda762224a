-- Files of cases, in the private bucket case-documents: {domain_id}/{case_id}/... The folders decide, as
-- text and as ids are printed, so that a path written in any other way leads nowhere. Row security is on and
-- grants are given by the platform, which owns the table. A new bucket gets a file like this one, and its
-- condition here: there is one policy a command.
create policy select_member on storage.objects
for select to authenticated
using (
  bucket_id = 'case-documents'
  and (
    split_part(name, '/', 1) = any((select private.domains_with('case_documents.view'))::text [])
    or (
      split_part(name, '/', 2) = any((select private.cases_with('case_documents.view'))::text [])
      and split_part(name, '/', 1) = any((select private.member_domains())::text [])
    )
  )
);

create policy insert_editor on storage.objects
for insert to authenticated
with check (
  bucket_id = 'case-documents'
  and name ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}/[^/]'
  and (
    split_part(name, '/', 1) = any((select private.domains_with('case_documents.edit'))::text [])
    or (
      split_part(name, '/', 2) = any((select private.cases_with('case_documents.edit'))::text [])
      and split_part(name, '/', 1) = any((select private.member_domains())::text [])
    )
  )
);

create policy update_editor on storage.objects
for update to authenticated
using (
  bucket_id = 'case-documents'
  and (
    split_part(name, '/', 1) = any((select private.domains_with('case_documents.edit'))::text [])
    or (
      split_part(name, '/', 2) = any((select private.cases_with('case_documents.edit'))::text [])
      and split_part(name, '/', 1) = any((select private.member_domains())::text [])
    )
  )
)
with check (
  bucket_id = 'case-documents'
  and name ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}/[^/]'
  and (
    split_part(name, '/', 1) = any((select private.domains_with('case_documents.edit'))::text [])
    or (
      split_part(name, '/', 2) = any((select private.cases_with('case_documents.edit'))::text [])
      and split_part(name, '/', 1) = any((select private.member_domains())::text [])
    )
  )
);

create policy delete_manager on storage.objects
for delete to authenticated
using (
  bucket_id = 'case-documents'
  and split_part(name, '/', 1) = any((select private.domains_with('case_documents.delete'))::text [])
);

comment on policy select_member on storage.objects is
'Files of the domains where the person may view documents of cases; of others those of cases that are assigned to him now, belong to his organization or are shared with it.';
comment on policy insert_editor on storage.objects is
'Files of the domains where the person may edit documents of cases, and of cases that are assigned to him now.';
comment on policy update_editor on storage.objects is
'As insert: before and after, so that nothing is moved to a case that is not his.';
comment on policy delete_manager on storage.objects is
'Files of the domains where the person may delete documents of cases.';
