-- Cohorts of a platform's users and who belongs to them, with the functions that change them.

set local check_function_bodies = off;

create table public.cohort_members (
  domain_id uuid not null,
  cohort_id uuid not null,
  platform_user_id uuid not null,
  valid tstzrange not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint cohort_members_valid_check check (
      ((not isempty(valid)) and (not lower_inf(valid)) and lower_inc(valid) and (not upper_inc(valid)))
  ),
  id uuid not null default private.new_id(),
  constraint cohort_members_pkey primary key (domain_id, id),
  created_by uuid default private.current_person_id()
);

alter table public.cohort_members
  enable row level security;

revoke all on table public.cohort_members from anon;

create table public.cohorts (
  domain_id uuid not null,
  name text not null,
  priority integer not null,
  kind text not null default 'manual'::text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint cohorts_kind_check check ((kind = any(array['manual'::text, 'invite_code'::text, 'rule'::text]))),
  constraint cohorts_name_check check (((name = btrim(name)) and ((length(name) >= 1) and (length(name) <= 100)))),
  constraint cohorts_priority_check check ((priority >= 0)),
  constraint cohorts_priority_key unique (domain_id, priority),
  id uuid not null default private.new_id(),
  constraint cohorts_pkey primary key (domain_id, id),
  created_by uuid default private.current_person_id()
);

alter table public.cohorts
  enable row level security;

revoke all on table public.cohorts from anon;

create or replace function private.require_cohort(
  domain_id uuid,
  cohort_id uuid
)
  returns void
  language plpgsql
  stable
  set search_path to ''
  as $function$
begin
  if not exists (
    select from public.cohorts as c
    where c.domain_id = require_cohort.domain_id and c.id = require_cohort.cohort_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such cohort');
  end if;
end;
$function$;

create or replace function public.add_cohort_member(
  domain_id uuid,
  cohort_id uuid,
  platform_user_id uuid,
  reason text,
  ends_at timestamp with time zone default null::timestamp with time zone
)
  returns public.cohort_members
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  member public.cohort_members;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('add_cohort_member', add_cohort_member.reason);
  perform private.require_cohort(domain_id, cohort_id);
  if ends_at <= now() then
    perform private.bad_input('ends_at', 'lies in the past');
  end if;
  perform private.lock_platform_user(domain_id, platform_user_id);
  insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
  values (
    add_cohort_member.domain_id, add_cohort_member.cohort_id, add_cohort_member.platform_user_id,
    tstzrange(now(), add_cohort_member.ends_at)
  )
  returning * into member;
  return member;
exception
  when exclusion_violation then
    perform private.fail('23P01', 'ALREADY_MEMBER', 'the user belongs to this cohort already');
end;
$function$;

revoke all on function public.add_cohort_member(uuid, uuid, uuid, text, timestamp with time zone) from public,
anon,
service_role;

create or replace function public.create_cohort(
  domain_id uuid,
  name text,
  priority integer,
  kind text default 'manual'::text
)
  returns public.cohorts
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
$function$;

revoke all on function public.create_cohort(uuid, text, integer, text) from public, anon, service_role;

create or replace function public.list_cohorts(
  domain_ids uuid[] default null::uuid[],
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    name text,
    priority integer,
    kind text,
    member_count bigint,
    created_at timestamp with time zone,
    version integer,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  as $function$
declare
  mine constant uuid [] := private.permitted_domains('cohorts.view', domain_ids);
  place constant text [] := private.read_cursor('cohorts', after);
  last_priority integer;
begin
  perform private.check_page_size(page_size);
  if not private.is_valid_input(place[3], 'integer') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  last_priority := place[3]::integer;
  return query
  select
    page.domain_id, page.id, page.name, page.priority, page.kind, held.member_count, page.created_at,
    page.version, private.make_cursor('cohorts', page.priority::text, page.id, page.domain_id)
  from (
    select each.* from unnest(mine) as tenant (id)
    cross join lateral (
      select c.* from public.cohorts as c
      where c.domain_id = tenant.id
        and (place is null or (c.priority, c.domain_id) > (last_priority, place[2]::uuid))
      order by c.priority
      limit page_size
    ) as each
    order by each.priority, each.domain_id
    limit page_size
  ) as page
  cross join lateral (
    select count(*) from public.cohort_members as m
    where m.domain_id = page.domain_id and m.cohort_id = page.id and m.valid @> now()
  ) as held (member_count)
  order by page.priority, page.domain_id;
end;
$function$;

revoke all on function public.list_cohorts(uuid[], text, integer) from public, anon, service_role;

create or replace function public.remove_cohort_member(
  domain_id uuid,
  cohort_id uuid,
  platform_user_id uuid,
  reason text
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  member public.cohort_members;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('remove_cohort_member', remove_cohort_member.reason);
  select m.* into member from public.cohort_members as m
  where m.domain_id = remove_cohort_member.domain_id and m.cohort_id = remove_cohort_member.cohort_id
    and m.platform_user_id = remove_cohort_member.platform_user_id
    and (upper_inf(m.valid) or upper(m.valid) > now())
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'this user does not belong to this cohort');
  end if;
  -- What never counted leaves no range behind.
  if lower(member.valid) >= now() then
    delete from public.cohort_members as m where m.domain_id = member.domain_id and m.id = member.id;
    return;
  end if;
  update public.cohort_members as m set valid = tstzrange(lower(member.valid), now())
  where m.domain_id = member.domain_id and m.id = member.id;
end;
$function$;

revoke all on function public.remove_cohort_member(uuid, uuid, uuid, text) from public, anon, service_role;

alter table public.cohort_members
  add constraint cohort_members_platform_user_id_fkey foreign key (
      domain_id, platform_user_id
  ) references public.platform_users (domain_id, id);

alter table public.cohort_members
  add constraint cohort_members_valid_excl exclude using gist (
      domain_id with =, cohort_id with =, platform_user_id with =, valid with &&
  );

alter table public.cohorts
  add constraint cohorts_domain_id_fkey foreign key (domain_id) references public.domains (id);

create index cohort_members_cohort_id_idx on public.cohort_members using btree (domain_id, cohort_id);

create index cohort_members_platform_user_id_idx on public.cohort_members using btree (domain_id, platform_user_id);

create unique index cohorts_name_key on public.cohorts using btree (domain_id, lower(name));

create trigger audit_delete after delete on public.cohort_members
  referencing old table as old_rows
  for each statement
  execute function private.audit_statement(
  '{id}',
  '{}'
);

create trigger audit_insert after insert on public.cohort_members
  referencing new table as new_rows
  for each statement
  execute function private.audit_statement(
  '{id}',
  '{}'
);

create trigger audit_update after update on public.cohort_members
  referencing old table as old_rows new table as new_rows
  for each statement
  execute function private.audit_statement(
  '{id}',
  '{}'
);

create trigger touch_row
  before update on public.cohort_members
  for each row
  execute function private.touch_row();

create trigger audit_delete after delete on public.cohorts
  referencing old table as old_rows
  for each statement
  execute function private.audit_statement(
  '{id}',
  '{}'
);

create trigger audit_insert after insert on public.cohorts
  referencing new table as new_rows
  for each statement
  execute function private.audit_statement(
  '{id}',
  '{}'
);

create trigger audit_update after update on public.cohorts
  referencing old table as old_rows new table as new_rows
  for each statement
  execute function private.audit_statement(
  '{id}',
  '{}'
);

create trigger touch_row
  before update on public.cohorts
  for each row
  execute function private.touch_row();

create policy select_member on public.cohort_members
  for select
  to authenticated
  using ((domain_id = any((select private.domains_with('cohorts.view'::text) as domains_with)::uuid[])));

create policy select_member on public.cohorts
  for select
  to authenticated
  using ((domain_id = any((select private.domains_with('cohorts.view'::text) as domains_with)::uuid[])));

comment on column public.cohort_members.cohort_id is 'The cohort.';

comment on column public.cohort_members.valid is 'When; half-open. Whoever leaves is out at once, for what comes after.';

comment on column public.cohorts.kind is 'How users come into it: manual, invite_code or rule.';

comment on column public.cohorts.name is 'Its name, for people; unique in a domain, whatever its case.';

comment on column public.cohorts.priority is 'Of several cohorts of one user the lowest number counts; unique in a domain.';

comment on function private.require_cohort(uuid, uuid) is 'Raises P0002 NOT_FOUND unless the domain has the cohort.';

comment on function public.add_cohort_member(uuid, uuid, uuid, text, timestamp with time zone) is 'Takes a user into a cohort from now on; returns the membership. ends_at: when it ends by itself; null: never. Needs cohorts.edit, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 23P01 ALREADY_MEMBER.';

comment on function public.create_cohort(uuid, text, integer, text) is 'Makes a cohort; returns it. name: unique in the domain, whatever its case. priority: of several cohorts of a user the lowest number counts; unique in the domain. kind: manual, invite_code or rule, how users come into it. Needs cohorts.edit and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; 23505 COHORT_EXISTS.';

comment on function public.list_cohorts(uuid[], text, integer) is 'Cohorts of the platforms, by priority: the lowest number first. member_count: how many users belong to it now. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs cohorts.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"page_size": 20}';

comment on function public.remove_cohort_member(uuid, uuid, uuid, text) is 'Takes a user out of a cohort, at once; what was stays in the history. Needs cohorts.edit, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';

comment on policy select_member on public.cohort_members is 'Who belongs to the cohorts that the person may view.';

comment on policy select_member on public.cohorts is 'Cohorts of the platforms whose cohorts the person may view.';

comment on table public.cohort_members is 'Which users belong to a cohort, and when.';

comment on table public.cohorts is 'Groups of users of a platform that are treated alike.';

revoke all on function private.require_cohort(uuid, uuid) from public;

revoke all on function private.require_cohort(uuid, uuid) from postgres;

grant execute on function private.require_cohort(uuid, uuid) to postgres;

grant execute on function public.add_cohort_member(
    uuid, uuid, uuid, text, timestamp with time zone
) to authenticated;

revoke all on function public.add_cohort_member(uuid, uuid, uuid, text, timestamp with time zone) from postgres;

grant execute on function public.add_cohort_member(uuid, uuid, uuid, text, timestamp with time zone) to postgres;

grant execute on function public.create_cohort(uuid, text, integer, text) to authenticated;

revoke all on function public.create_cohort(uuid, text, integer, text) from postgres;

grant execute on function public.create_cohort(uuid, text, integer, text) to postgres;

grant execute on function public.list_cohorts(uuid[], text, integer) to authenticated;

revoke all on function public.list_cohorts(uuid[], text, integer) from postgres;

grant execute on function public.list_cohorts(uuid[], text, integer) to postgres;

grant execute on function public.remove_cohort_member(uuid, uuid, uuid, text) to authenticated;

revoke all on function public.remove_cohort_member(uuid, uuid, uuid, text) from postgres;

grant execute on function public.remove_cohort_member(uuid, uuid, uuid, text) to postgres;

revoke all on table public.cohort_members from authenticated;

grant select on table public.cohort_members to authenticated;

revoke all on table public.cohort_members from service_role;

grant select on table public.cohort_members to service_role;

revoke all on table public.cohorts from authenticated;

grant select on table public.cohorts to authenticated;

revoke all on table public.cohorts from service_role;

grant select on table public.cohorts to service_role;

alter table public.cohort_members
  add constraint cohort_members_cohort_id_fkey
  foreign key (domain_id, cohort_id) references public.cohorts (domain_id, id);

insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values
('add_cohort_member', true, true),
('create_cohort', false, true),
('remove_cohort_member', true, true)
on conflict (rpc) do nothing;
