-- requires: sql/analytics/saved_reports.sql sql/identity/memberships.sql sql/support/person_may.sql
-- Asked when a report is scheduled and again each time that it is due: whoever lost a role is told of it no more.
create or replace function private.report_recipients(report public.saved_reports, wanted uuid [])
returns uuid []
language plpgsql
stable
security definer -- definer: reads memberships past RLS
set search_path = ''
as $$
begin
  return array(
    select distinct chosen.id from unnest(wanted) as chosen (id)
    where private.person_may(chosen.id, 'analytics.view', report.domain_id)
      and private.person_may(report.owner_id, 'analytics.view', report.domain_id)
      and (
        chosen.id = report.owner_id or report.visibility = 'all'
        or exists (
          select from public.memberships as m
          where m.person_id = chosen.id and m.role_key = report.role_key and m.valid @> now()
            and (m.is_all_domains or m.domain_id = report.domain_id)
        )
      )
  );
end;
$$;

comment on function private.report_recipients(public.saved_reports, uuid []) is
'Of these people those who see the report, signed in or not, and nobody where its owner sees no numbers there any more.';
revoke all on function private.report_recipients(public.saved_reports, uuid [])
from public, anon, authenticated, service_role;
