-- requires: sql/analytics/dirty_deals.sql sql/commerce/platform_users.sql
create or replace function private.note_referrals()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_deals (domain_id, platform_user_id, referrer_id, referred_at)
  select line.*
  from (
    values
    (old.domain_id, old.id, old.referrer_id, coalesce(old.referred_at, old.joined_at)),
    (new.domain_id, new.id, new.referrer_id, coalesce(new.referred_at, new.joined_at))
  ) as line (domain_id, id, referrer_id, referred_at)
  where line.referrer_id is not null;
  return null;
end;
$$;

comment on function private.note_referrals() is
'Row trigger of platform_users: notes who had brought the user and who has, and when: referrals and the user''s trades are counted otherwise from now on.';

revoke all on function private.note_referrals() from public, anon, authenticated, service_role;

create trigger note_referrals_added after insert on public.platform_users
for each row when (new.referrer_id is not null) execute function private.note_referrals();

create trigger note_referrals_changed after update on public.platform_users
for each row
when (
  (old.referrer_id, coalesce(old.referred_at, old.joined_at))
  is distinct from (new.referrer_id, coalesce(new.referred_at, new.joined_at))
)
execute function private.note_referrals();

create trigger note_referrals_deleted after delete on public.platform_users
for each row when (old.referrer_id is not null) execute function private.note_referrals();
