create or replace function public.create_cohort(
  domain_id uuid,
  name text,
  priority integer,
  kind text default 'manual'
)
returns public.cohorts
language plpgsql
volatile
security definer -- definer: nobody holds insert on cohorts
set search_path = ''
as $$
declare
  cohort public.cohorts;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('create_cohort', null);
  if length(btrim(name)) between 1 and 100 is not true then
    perform private.bad_input('name', '1 to 100 characters');
  end if;
  if priority >= 0 is not true then
    perform private.bad_input('priority', 'a whole number from 0; the lowest counts');
  end if;
  if kind = any('{manual,invite_code,rule}') is not true then
    perform private.bad_input('kind', 'manual, invite_code or rule');
  end if;
  insert into public.cohorts (domain_id, name, priority, kind)
  values (create_cohort.domain_id, btrim(create_cohort.name), create_cohort.priority, create_cohort.kind)
  returning * into cohort;
  return cohort;
exception
  when unique_violation then
    perform private.fail('23505', 'COHORT_EXISTS', 'a cohort of this domain has this name or this priority');
end;
$$;

comment on function public.create_cohort(uuid, text, integer, text) is
'Makes a cohort; returns it. name: unique in the domain, whatever its case. priority: of several cohorts of a user the lowest number counts; unique in the domain. kind: manual, invite_code or rule, how users come into it. Needs cohorts.edit and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; 23505 COHORT_EXISTS.';
revoke all on function public.create_cohort(uuid, text, integer, text) from public, anon, service_role;
grant execute on function public.create_cohort(uuid, text, integer, text) to authenticated;
