-- One that failed, as it had more rows than a file takes, and one that can be fetched.
insert into public.exports (
  domain_id, id, requested_by, kind, filter, format, state, error, parts, row_count, byte_size, sha256, created_at,
  finished_at, expires_at
)
select
  domains.id as domain_id,
  md5('export/' || demo.email)::uuid as id,
  people.id as requested_by,
  demo.kind,
  jsonb_build_object('domain_ids', jsonb_build_array(domains.id)) as filter,
  'jsonl' as format,
  case when demo.error is null then 'done' else 'failed' end as state,
  demo.error,
  cardinality(demo.parts) as parts,
  cardinality(demo.parts) as row_count,
  coalesce(length(demo.parts[1]), 0) as byte_size,
  encode(sha256(convert_to(demo.parts[1], 'UTF8')), 'hex') as sha256,
  timestamptz '2026-11-02 08:00:00+00' as created_at,
  timestamptz '2026-11-02 08:01:00+00' as finished_at,
  case when demo.error is null then timestamptz '2126-11-09 08:01:00+00' end as expires_at
from (
  values
    ('abtasty.com', 'user@user.com', 'conversations', 'filter: gives more than 100000 rows', '{}'::text []),
    ('cooking.example', 'support@demo.example', 'events', null, array[e'{"name": "prices_refreshed"}\n'])
) as demo (site_domain, email, kind, error, parts)
inner join public.domains on demo.site_domain = domains.site_domain
inner join public.people on demo.email = people.email
on conflict (domain_id, id) do nothing;

insert into private.export_parts (domain_id, export_id, part, content)
select
  exports.domain_id,
  exports.id as export_id,
  1 as part,
  e'{"name": "prices_refreshed"}\n' as content
from public.exports
where exports.state = 'done'
on conflict do nothing;
