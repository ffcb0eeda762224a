-- In UTC, so that the same rows are the same text whatever the session's time zone.
-- requires: sql/events/event_log.sql
create or replace function private.archive_page(
  from_at timestamptz,
  to_at timestamptz,
  after_domain_id uuid,
  after_id uuid,
  page_size integer,
  out content text,
  out row_count integer,
  out byte_size bigint,
  out sha256 text,
  out last_domain_id uuid,
  out last_id uuid
)
language plpgsql
stable
security invoker
set search_path = ''
set timezone = 'UTC'
set plan_cache_mode = force_custom_plan -- Leaves out the other months.
as $$
begin
  with page as materialized (
    select e.*
    from public.event_log as e
    where e.occurred_at >= from_at and e.occurred_at < to_at
      and (e.domain_id, e.id) > (after_domain_id, after_id)
    order by e.domain_id, e.id
    limit page_size
  )
  select
    coalesce(string_agg(to_jsonb(p)::text || e'\n', '' order by p.domain_id, p.id), ''), count(*)::integer,
    coalesce((array_agg(p.domain_id order by p.domain_id desc, p.id desc))[1], after_domain_id),
    coalesce((array_agg(p.id order by p.domain_id desc, p.id desc))[1], after_id)
  into content, row_count, last_domain_id, last_id
  from page as p;
  byte_size := octet_length(convert_to(content, 'UTF8'));
  sha256 := encode(pg_catalog.sha256(convert_to(content, 'UTF8')), 'hex');
end;
$$;

comment on function private.archive_page(timestamptz, timestamptz, uuid, uuid, integer) is
'The next events of a month after a place, as JSON lines, with their number, length, checksum, and the place of the last; the same place where there are none.';
revoke all on function private.archive_page(timestamptz, timestamptz, uuid, uuid, integer)
from public, anon, authenticated, service_role;
