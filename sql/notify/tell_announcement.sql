-- requires: sql/notify/announcements.sql sql/notify/notifications.sql
create or replace function private.tell_announcement(batch_size integer)
returns bigint
language plpgsql
volatile
security definer -- definer: nobody holds insert on notifications
set search_path = ''
as $$
declare
  news public.announcements;
  batch uuid [];
  written bigint;
begin
  -- Two workers never take the same one, nor wait.
  select a.* into news from public.announcements as a
  where a.finished_at is null order by a.id limit 1 for update skip locked;
  if not found then
    return 0;
  end if;
  -- Who came later was not meant, and would keep it from ever ending.
  batch := array(
    select p.id from public.people as p
    where p.status = 'active' and p.created_at <= news.created_at
      and (news.told_up_to is null or p.id > news.told_up_to)
      and (news.audience = 'all' or p.role_key = news.role_key or p.org_id = news.org_id)
      and (news.expires_at is null or news.expires_at > now())
    order by p.id limit batch_size
  );
  insert into public.notifications
  (recipient_id, event, type, severity, title, body, link, dedupe_key, expires_at)
  select
    told.id, 'system.announcement', 'system', news.severity, news.title, news.body, news.link,
    'announcement:' || news.id, news.expires_at
  from unnest(batch) as told (id)
  on conflict on constraint notifications_dedupe_key_key do nothing;
  get diagnostics written = row_count;
  update public.announcements as a set
    told = a.told + written,
    told_up_to = coalesce(batch[cardinality(batch)], a.told_up_to),
    finished_at = case when cardinality(batch) < batch_size then clock_timestamp() end
  where a.id = news.id;
  return written;
end;
$$;

comment on function private.tell_announcement(integer) is
'Writes the next batch of the oldest unfinished announcement; returns how many notifications were new.';
revoke all on function private.tell_announcement(integer) from public, anon, authenticated, service_role;
