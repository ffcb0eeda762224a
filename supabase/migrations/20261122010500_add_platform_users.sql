-- The users of the trading and giving platforms, whom the back office looks up, names and moves between statuses.
set local check_function_bodies = off;

create table public.platform_users (
  domain_id uuid not null,
  external_id text not null,
  tag text,
  tag_chosen_at timestamp with time zone,
  email text,
  wallets text[] not null default '{}'::text[],
  referrer_id uuid,
  status text not null default 'active'::text,
  joined_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint platform_users_email_check check (((email = lower(email)) and (length(email) <= 320))),
  constraint platform_users_external_id_check check (((length(external_id) >= 1) and (length(external_id) <= 200))),
  constraint platform_users_external_id_key unique (domain_id, external_id),
  constraint platform_users_status_check check (
      (status = any(array['waitlist'::text, 'pending'::text, 'active'::text, 'inactive'::text]))
  ),
  constraint platform_users_tag_check check ((tag ~ '^[A-Za-z0-9_-]{6,12}$'::text)),
  constraint platform_users_wallets_check check (
      ((cardinality(wallets) <= 50) and (array_position(wallets, null::text) is null))
  ),
  id uuid not null default private.new_id(),
  constraint platform_users_pkey primary key (domain_id, id),
  constraint platform_users_referrer_id_check check ((referrer_id <> id))
);

alter table public.platform_users
  enable row level security;

revoke all on table public.platform_users from anon;

create or replace function private.lock_platform_user(
  domain_id uuid,
  platform_user_id uuid,
  expected_version integer default null::integer
)
  returns public.platform_users
  language plpgsql
  set search_path to ''
  as $function$
declare
  platform_user public.platform_users;
begin
  select u.* into platform_user from public.platform_users as u
  where u.domain_id = lock_platform_user.domain_id and u.id = lock_platform_user.platform_user_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, platform_user.version);
  end if;
  return platform_user;
end;
$function$;

create or replace function public.list_platform_users(
  domain_ids uuid[] default null::uuid[],
  status text default null::text,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    external_id text,
    tag text,
    email text,
    wallets text[],
    referrer_id uuid,
    user_status text,
    joined_at timestamp with time zone,
    version integer,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  as $function$
declare
  mine constant uuid [] := private.permitted_domains('platform_users.view', domain_ids);
  wanted constant text := list_platform_users.status;
  place record;
begin
  perform private.check_page_size(page_size);
  if wanted <> all('{waitlist,pending,active,inactive}') then
    perform private.bad_input('status', 'waitlist, pending, active or inactive');
  end if;
  place := private.read_time_cursor('platform_users', after);
  return query
  select
    page.domain_id, page.id, page.external_id, page.tag, page.email, page.wallets, page.referrer_id,
    page.status, page.joined_at, page.version,
    private.make_time_cursor('platform_users', page.joined_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select u.* from public.platform_users as u
    where
      u.domain_id = tenant.id
      and (wanted is null or u.status = wanted)
      and (after is null or (u.joined_at, u.id, u.domain_id) < (place.at, place.id, place.domain_id))
    order by u.joined_at desc, u.id desc
    limit page_size
  ) as page
  order by page.joined_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

revoke all on function public.list_platform_users(uuid[], text, text, integer) from public, anon, service_role;

create or replace function public.set_platform_user_status(
  domain_id uuid,
  platform_user_id uuid,
  status text,
  reason text,
  expected_version integer default null::integer
)
  returns public.platform_users
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  platform_user public.platform_users;
begin
  perform private.require('platform_users.edit', domain_id);
  perform private.begin_sensitive('set_platform_user_status', set_platform_user_status.reason);
  if status = any('{waitlist,pending,active,inactive}') is not true then
    perform private.bad_input('status', 'waitlist, pending, active or inactive');
  end if;
  platform_user := private.lock_platform_user(domain_id, platform_user_id, expected_version);
  if platform_user.status = set_platform_user_status.status then
    return platform_user;
  end if;
  update public.platform_users as u set status = set_platform_user_status.status
  where u.domain_id = platform_user.domain_id and u.id = platform_user.id
  returning u.* into platform_user;
  return platform_user;
end;
$function$;

revoke all on function public.set_platform_user_status(uuid, uuid, text, text, integer) from public,
anon,
service_role;

create or replace function public.set_user_tag(
  domain_id uuid,
  platform_user_id uuid,
  tag text,
  expected_version integer default null::integer
)
  returns public.platform_users
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  -- The platform calls with the secret key, for the user; people of the back office call as themselves.
  is_own_choice constant boolean := current_setting('role') = 'service_role';
  platform_user public.platform_users;
begin
  if not is_own_choice then
    perform private.require('platform_users.edit', domain_id);
  end if;
  if tag ~ '^[A-Za-z0-9_-]{6,12}$' is not true then
    perform private.bad_input('tag', '6 to 12 letters, digits, _ or -');
  end if;
  platform_user := private.lock_platform_user(domain_id, platform_user_id, expected_version);
  if platform_user.tag = set_user_tag.tag then
    return platform_user;
  end if;
  if is_own_choice and platform_user.tag_chosen_at is not null then
    perform private.fail(
      'PT409', 'TAG_CHOSEN', 'the user has chosen a tag before', 'Support can still change it.'
    );
  end if;
  update public.platform_users as u
  set tag = set_user_tag.tag, tag_chosen_at = case when is_own_choice then now() else u.tag_chosen_at end
  where u.domain_id = platform_user.domain_id and u.id = platform_user.id
  returning u.* into platform_user;
  return platform_user;
exception
  when unique_violation then
    perform private.fail('23505', 'TAG_TAKEN', 'tag: another user of this domain has it');
end;
$function$;

revoke all on function public.set_user_tag(uuid, uuid, text, integer) from public, anon;

alter table public.platform_users
  add constraint platform_users_domain_id_fkey foreign key (domain_id) references public.domains (id);

create index platform_users_referrer_id_idx on public.platform_users using btree (domain_id, referrer_id)
  where (referrer_id is not null);

create unique index platform_users_tag_key on public.platform_users using btree (domain_id, lower(tag));

create trigger audit_delete after delete on public.platform_users
  referencing old table as old_rows for each statement execute function private.audit_statement(
  '{id}',
  '{email,wallets}'
);

create trigger audit_insert after insert on public.platform_users
  referencing new table as new_rows for each statement execute function private.audit_statement(
  '{id}',
  '{email,wallets}'
);

create trigger audit_update after update on public.platform_users
  referencing old table as old_rows new table as new_rows for each statement execute function private.audit_statement(
  '{id}',
  '{email,wallets}'
);

create trigger touch_row
  before update on public.platform_users
  for each row
  execute function private.touch_row();

create policy select_member on public.platform_users
  for select
  to authenticated
  using ((domain_id = any((select private.domains_with('platform_users.view'::text) as domains_with)::uuid[])));

comment on column public.platform_users.email is 'In lowercase.';

comment on column public.platform_users.external_id is 'The platform''s own id of the user.';

comment on column public.platform_users.joined_at is 'When the user signed up at the platform.';

comment on column public.platform_users.referrer_id is 'The user of the same domain who brought this one.';

comment on column public.platform_users.status is 'waitlist, pending, active or inactive.';

comment on column public.platform_users.tag is 'What the user is called on the platform; unique in a domain, whatever its case. null: none yet.';

comment on column public.platform_users.tag_chosen_at is 'When the user chose the tag, which is done once; null: not yet.';

comment on column public.platform_users.wallets is 'Addresses on chains, as the platform writes them.';

comment on function private.lock_platform_user(uuid, uuid, integer) is 'The user of the platform, locked until the transaction ends. Raises P0002 NOT_FOUND, or 40001 STALE_VERSION where a version is expected.';

comment on function public.list_platform_users(uuid[], text, text, integer) is 'Users of the platforms, last joined first. status: waitlist, pending, active or inactive; null for all. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs platform_users.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"status": "active", "page_size": 20}';

comment on function public.set_platform_user_status(uuid, uuid, text, text, integer) is 'Moves a user of the platform to another status; returns the user. status: waitlist, pending, active or inactive. The same status again does nothing. Needs platform_users.edit and a reason. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION.';

comment on function public.set_user_tag(uuid, uuid, text, integer) is 'Changes what a user is called on the platform; returns the user. With the secret key it is the user''s own choice, which is made once; with platform_users.edit it may be changed any number of times, and leaves the user''s own choice as it was. The same tag again does nothing. tag: 6 to 12 letters, digits, _ or -; unique in the domain, whatever its case. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT; PT409 TAG_CHOSEN; 23505 TAG_TAKEN.';

comment on policy select_member on public.platform_users is 'Users of the platforms whose users the person may view.';

comment on table public.platform_users is 'End users of a platform: whoever trades there. Not the people of the back office, who are in people.';

revoke all on function private.lock_platform_user(uuid, uuid, integer) from public;

revoke all on function private.lock_platform_user(uuid, uuid, integer) from postgres;

grant execute on function private.lock_platform_user(uuid, uuid, integer) to postgres;

grant execute on function public.list_platform_users(uuid[], text, text, integer) to authenticated;

revoke all on function public.list_platform_users(uuid[], text, text, integer) from postgres;

grant execute on function public.list_platform_users(uuid[], text, text, integer) to postgres;

grant execute on function public.set_platform_user_status(uuid, uuid, text, text, integer) to authenticated;

revoke all on function public.set_platform_user_status(uuid, uuid, text, text, integer) from postgres;

grant execute on function public.set_platform_user_status(uuid, uuid, text, text, integer) to postgres;

grant execute on function public.set_user_tag(uuid, uuid, text, integer) to authenticated;

revoke all on function public.set_user_tag(uuid, uuid, text, integer) from postgres;

grant execute on function public.set_user_tag(uuid, uuid, text, integer) to postgres;

grant execute on function public.set_user_tag(uuid, uuid, text, integer) to service_role;

revoke all on table public.platform_users from authenticated;

grant select on table public.platform_users to authenticated;

revoke all on table public.platform_users from service_role;

grant select on table public.platform_users to service_role;

alter table public.platform_users
  add constraint platform_users_referrer_id_fkey foreign key (
      domain_id, referrer_id
  ) references public.platform_users (domain_id, id);

create index platform_users_joined_at_idx on public.platform_users using btree (domain_id, joined_at desc, id desc);

create index platform_users_status_idx on public.platform_users using btree (
    domain_id, status, joined_at desc, id desc
);

-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values ('set_platform_user_status', true, false)
on conflict (rpc) do nothing;
