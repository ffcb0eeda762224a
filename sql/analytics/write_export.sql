-- requires: sql/analytics/exports.sql sql/analytics/export_page.sql
-- While the pages are read, the request is the requester's: the lists ask the tables what that person may see now.
create or replace function private.write_export(job public.exports, most integer, page_size integer)
returns public.exports
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  worker constant text := current_setting('request.jwt.claims', true);
  wanted public.export_kinds;
  page record;
  place text;
begin
  select k.* into strict wanted from public.export_kinds as k where k.kind = job.kind;
  perform set_config('request.jwt.claims', (
    select c.claims::text from private.export_claims as c where c.domain_id = job.domain_id and c.export_id = job.id
  ), true);
  perform private.require(wanted.permission, job.domain_id);
  loop
    page := private.export_page(wanted, job.filter, job.format, place, page_size);
    if job.format = 'csv' and job.parts = 0 then
      page.content := array_to_string(wanted.columns, ',') || e'\r\n' || coalesce(page.content, '');
    end if;
    job.parts := job.parts + 1;
    job.row_count := job.row_count + page.row_count;
    insert into private.export_parts (domain_id, export_id, part, content)
    values (job.domain_id, job.id, job.parts, coalesce(page.content, ''));
    exit when page.row_count < page_size;
    if job.row_count >= most then
      perform private.bad_input('filter', format('gives more than %s rows', most));
    end if;
    place := page.last_cursor;
  end loop;
  perform set_config('request.jwt.claims', coalesce(worker, ''), true);
  select sum(octet_length(p.content)), encode(sha256(convert_to(string_agg(p.content, '' order by p.part), 'UTF8')), 'hex')
  into job.byte_size, job.sha256
  from private.export_parts as p where p.domain_id = job.domain_id and p.export_id = job.id;
  return job;
end;
$$;

comment on function private.write_export(public.exports, integer, integer) is
'Writes the parts of an export, a page each, with the rights of whoever asked for it, and returns it with their number, rows, length and checksum. most: more rows than that are refused.';
revoke all on function private.write_export(public.exports, integer, integer)
from public, anon, authenticated, service_role;
