-- requires: sql/platform/new_id.sql sql/platform/touch_row.sql
-- Roles are data: three products name different sets, and none of the code asks for a role by name
-- except the rule that the last active admin stays.
create table public.roles (
  key text constraint roles_pkey primary key,
  title text not null,
  rank integer not null,
  landing_route text not null,
  is_domain_bound boolean not null default true,
  is_mfa_required boolean not null default false,
  is_invitable boolean not null default true,
  is_system boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint roles_key_check check (key ~ '^[a-z][a-z0-9_]{1,62}$'),
  constraint roles_rank_check check (rank between 0 and 100),
  constraint roles_landing_route_check check (landing_route ~ '^/')
);

create trigger touch_row before update on public.roles
for each row execute function private.touch_row();

comment on table public.roles is 'What kinds of people work in the back office.';
comment on column public.roles.rank is
'0 to 100. A person may change only people of lower rank, and give no role above the own.';
comment on column public.roles.landing_route is 'The page that opens after sign-in.';
comment on column public.roles.is_domain_bound is
'True: never held over all domains, so that no slip opens every tenant to, say, a client user.';
comment on column public.roles.is_mfa_required is
'True: memberships with this role count only in a session with a strong login.';
comment on column public.roles.is_invitable is
'False: its people register themselves, so nobody is invited to it.';
comment on column public.roles.is_system is 'True: comes with the product and cannot be deleted.';
