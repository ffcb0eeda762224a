-- requires: sql/commerce/platform_users.sql sql/analytics/person_numbers.sql sql/analytics/user_person_id.sql
-- requires: sql/analytics/first_whole_day.sql sql/identity/domains.sql
-- Who was never active has no number, and is counted all the same: that is who did not stay.
create or replace function private.sign_up_sets(domain_ids uuid [], midnights timestamptz [], time_zone text)
returns table (domain_id uuid, place integer, chunk integer, people bit(4096), signed_up bigint)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
as $$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
begin
  return query
  select
    joined.domain_id, width_bucket(joined.joined_at, midnights), known.number >> 12,
    bit_or(set_bit(nobody, known.number & 4095, 1))::bit(4096), count(*)
  from public.domains as tenant
  inner join public.platform_users as joined on tenant.id = joined.domain_id
  left join private.person_numbers as known
    on joined.domain_id = known.domain_id and known.person_id = private.user_person_id(joined.external_id)
  where tenant.id = any(domain_ids)
    and joined.joined_at >= greatest(midnights[1], private.first_whole_day(tenant.stats_valid_from, time_zone))
    and joined.joined_at < midnights[cardinality(midnights)]
  group by 1, 2, 3;
end;
$$;

comment on function private.sign_up_sets(uuid [], timestamptz [], text) is
'Which users signed up from each midnight (place 1, 2 …) to the next, by domain and chunk, and how many; chunk null: those who were never active. A domain counts from the first whole day after its stats_valid_from on.';
revoke all on function private.sign_up_sets(uuid [], timestamptz [], text)
from public, anon, authenticated, service_role;
