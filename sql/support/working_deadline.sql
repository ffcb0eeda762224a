-- requires: sql/support/working_time.sql
create or replace function private.working_deadline(policy private.sla_policies, from_at timestamptz, seconds numeric)
returns timestamptz
language plpgsql
stable
strict
security invoker
set search_path = ''
as $$
declare
  begins timestamptz := from_at;
  remaining numeric := seconds;
  span tstzrange;
  lasts numeric;
begin
  if seconds <= 0 then
    return from_at;
  end if;
  -- By fortnights, to ten years: hours that are never would otherwise be looked for for ever.
  while begins < from_at + interval '10 years' loop
    for span in
      select s.at from unnest(private.working_time(policy, begins, begins + interval '14 days')) as s (at) order by s.at
    loop
      lasts := extract(epoch from upper(span)) - extract(epoch from lower(span));
      if lasts >= remaining then
        return lower(span) + remaining * interval '1 second';
      end if;
      remaining := remaining - lasts;
    end loop;
    begins := begins + interval '14 days';
  end loop;
  return null;
end;
$$;

comment on function private.working_deadline(private.sla_policies, timestamptz, numeric) is
'The first moment at which support has worked so long since then; null where that is not within ten years.';
revoke all on function private.working_deadline(private.sla_policies, timestamptz, numeric)
from public, anon, authenticated, service_role;
