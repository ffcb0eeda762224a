-- requires: sql/platform/archive_parts.sql sql/events/archive_page.sql
create or replace function private.archive_fault(archive public.retention_archives)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  after_domain_id uuid := '00000000-0000-0000-0000-000000000000';
  after_id uuid := '00000000-0000-0000-0000-000000000000';
  part public.archive_parts;
  page record;
begin
  for part in
    select p.* from public.archive_parts as p where p.archive_id = archive.id order by p.part
  loop
    page := private.archive_page(archive.from_at, archive.to_at, after_domain_id, after_id, part.row_count);
    if page.sha256 is distinct from part.sha256 then
      return format('part %s is not what the table has', part.part);
    end if;
    after_domain_id := page.last_domain_id;
    after_id := page.last_id;
  end loop;
  page := private.archive_page(archive.from_at, archive.to_at, after_domain_id, after_id, 1);
  if page.row_count > 0 then
    return 'the table has rows that are in no part';
  end if;
  return null;
end;
$$;

comment on function private.archive_fault(public.retention_archives) is
'Compares every part of an archive with the rows, and the rows with the parts: what differs, or null.';
revoke all on function private.archive_fault(public.retention_archives) from public, anon, authenticated, service_role;
