-- requires: sql/commerce/fee_rules.sql sql/platform/fail.sql
-- That there is never more than one is the exclusion constraint's; this keeps that there is never none, from the first
-- one on. Asked at the end of a transaction, as whoever replaces a rule closes the old one first.
-- definer: by then it is the caller again who writes, and he need not read all
create or replace function private.check_platform_fee()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (
    select from (
      select r.ends_at, lead(r.starts_at) over (order by r.starts_at) as next_at
      from public.fee_rules as r
      where r.domain_id = new.domain_id and r.kind = 'rule' and r.scope_key = new.scope_key and not isempty(r.valid)
    ) as held
    where held.ends_at is distinct from held.next_at
  ) then
    perform private.fail('23514', 'FEE_GAP', 'a platform is never without a fee once it has one, be it zero');
  end if;
  return null;
end;
$$;

comment on function private.check_platform_fee() is
'Constraint trigger: raises 23514 FEE_GAP unless each rule of the whole platform ends where the next one starts, and the last one never.';
revoke all on function private.check_platform_fee() from public, anon, authenticated, service_role;

create constraint trigger check_platform_fee after insert or update on public.fee_rules
deferrable initially deferred
for each row when (new.specificity = 0 and new.kind = 'rule') execute function private.check_platform_fee();
