-- The password is the part of the address before the @ and no secret, so a slow hash would protect
-- nothing: bcrypt at its lowest cost, 4. Constants, so that the rows are the same after every reset.
create temporary table demo_logins as
select demo.*
from (
  values
    ('admin@admin.com', '$2a$04$0D9jILBkrgH3tsOqcrbYgezpdIcSRS1Hkh.xFAMZ5RrkxiUql3oZC'),
    ('user@user.com', '$2a$04$knczG/egU7b8pp3K1MURteuLnFobVkMvZSjcNCnhA84oGrp9XfObi'),
    ('staff@demo.example', '$2a$04$bp.MQH2jq6I842IMOxGf1.UgG8zOAWk2V19rQ0dRBmlRo8aa69Ija'),
    ('partner@demo.example', '$2a$04$NUExp2LpcZDtXkzfUcxeg.rwYhDSmGzI0q4WGj4m3rl1XxWWPyrFW'),
    ('guardian@demo.example', '$2a$04$XV0GTpdWtPKJ3DQTKFmrTufqRl5tJtEc2YqzFICjGGQ7fC/WXVhY.'),
    ('business@demo.example', '$2a$04$.NtKCL51PIy9pq2aUx0uI.1NiAoeEMLjGIlFKfoRShOD9hVx5bkBu'),
    ('support@demo.example', '$2a$04$P6EzFVyFofz4xh/XCJNwseX9aEcYfBkyeZqJbCarQqee3IthDA2ju')
) as demo (email, password_hash);

-- The auth service reads the token columns as text that is never null.
insert into auth.users (
  instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
  raw_app_meta_data, raw_user_meta_data, created_at, updated_at, is_sso_user, is_anonymous,
  confirmation_token, recovery_token, email_change, email_change_token_new,
  email_change_token_current, phone_change, phone_change_token, reauthentication_token
)
select
  '00000000-0000-0000-0000-000000000000' as instance_id,
  people.auth_user_id as id,
  'authenticated' as aud,
  'authenticated' as role,
  demo_logins.email,
  demo_logins.password_hash as encrypted_password,
  timestamptz '2026-01-01' as email_confirmed_at,
  jsonb '{"provider": "email", "providers": ["email"]}' as raw_app_meta_data,
  jsonb '{"email_verified": true}' as raw_user_meta_data,
  timestamptz '2026-01-01' as created_at,
  timestamptz '2026-01-01' as updated_at,
  false as is_sso_user,
  false as is_anonymous,
  '' as confirmation_token,
  '' as recovery_token,
  '' as email_change,
  '' as email_change_token_new,
  '' as email_change_token_current,
  '' as phone_change,
  '' as phone_change_token,
  '' as reauthentication_token
from demo_logins
inner join public.people on demo_logins.email = people.email::text
on conflict (id) do nothing;

insert into auth.identities (
  id, provider, provider_id, user_id, identity_data, created_at, updated_at
)
select
  users.id,
  'email' as provider,
  users.id::text as provider_id,
  users.id as user_id,
  jsonb_build_object(
    'sub', users.id, 'email', users.email, 'email_verified', true, 'phone_verified', false
  ) as identity_data,
  users.created_at,
  users.updated_at
from auth.users
inner join demo_logins on users.email = demo_logins.email
on conflict (provider, provider_id) do nothing;

drop table demo_logins;
