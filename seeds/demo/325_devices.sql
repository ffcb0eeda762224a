-- Devices to look at; the tokens are of no push service.
insert into public.devices (id, person_id, platform, push_token, last_seen_at, revoked_at, created_at)
select
  md5('device/' || demo.name)::uuid as id,
  people.id as person_id,
  demo.platform,
  'demo token of ' || demo.name as push_token,
  demo.last_seen_at,
  demo.revoked_at,
  timestamptz '2026-08-01 08:00:00+00' as created_at
from (
  values
    ('user@user.com', 'a telephone', 'ios', timestamptz '2026-11-17 18:00:00+00', null::timestamptz),
    ('user@user.com', 'an old telephone', 'android', '2026-09-02 18:00:00+00', '2026-09-03 09:00:00+00'),
    ('support@demo.example', 'a browser', 'web', '2026-11-18 08:00:00+00', null)
) as demo (email, name, platform, last_seen_at, revoked_at)
inner join public.people on demo.email = people.email
on conflict (id) do nothing;
