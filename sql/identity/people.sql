-- requires: sql/identity/roles.sql sql/identity/clients.sql sql/identity/current_person_id.sql
-- auth_user_id has no foreign key: if the account vanished and the column were emptied, a new account
-- with the same e-mail could be bound to the person.
create table public.people (
  id uuid not null default private.new_id() constraint people_pkey primary key,
  email extensions.citext not null,
  auth_user_id uuid constraint people_auth_user_id_key unique,
  role_key text not null
  constraint people_role_key_fkey references public.roles (key) on update cascade,
  org_id uuid constraint people_org_id_fkey references public.clients (id),
  status text not null default 'invited',
  display_name text not null default '',
  phone text,
  avatar_path text,
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  allowed_providers text [] not null default '{email,google}',
  sessions_valid_after timestamptz not null default '-infinity',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint people_email_check check (email::text = lower(email::text)),
  constraint people_status_check check (status in ('invited', 'active', 'disabled', 'deleted')),
  constraint people_display_name_check check (length(display_name) <= 200),
  constraint people_phone_check check (phone ~ '^\+[0-9]{6,15}$'),
  constraint people_avatar_path_check check (length(avatar_path) <= 500),
  constraint people_locale_check check (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  constraint people_time_zone_check check (time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$')
);

create unique index people_email_key on public.people (email) where status <> 'deleted';
create index people_role_key_idx on public.people (role_key);
create index people_org_id_idx on public.people (org_id) where org_id is not null;

create trigger touch_row before update on public.people
for each row execute function private.touch_row();

comment on table public.people is 'Back-office users, invited before they can sign in.';
comment on column public.people.email is
'Lower case. Where search_path is empty, = on citext heeds case: compare with a lower-case value.';
comment on column public.people.auth_user_id is
'The account in auth.users, bound once by link_current_user().';
comment on column public.people.role_key is
'Main role: opens its landing page and is given with new memberships. Memberships alone permit.';
comment on column public.people.org_id is 'The organization the person works for.';
comment on column public.people.allowed_providers is 'Ways to sign in; an empty list means none.';
comment on column public.people.sessions_valid_after is
'Access tokens issued before this moment count for nothing, although they have not expired.';
comment on column public.people.time_zone is 'IANA name, for dates shown to this person.';
comment on column public.people.avatar_path is 'The picture, as a path in storage.';
