-- Role, status, organization, e-mail and the link to the account are written by RPCs alone, which
-- check rank; the columns granted here are those a person may choose about herself.
alter table public.people enable row level security;

revoke all on public.people from public, anon, authenticated, service_role;
grant select on public.people to authenticated;
grant select, insert, update on public.people to service_role;

create policy select_self_or_manager on public.people
for select to authenticated
using (id = (select private.current_person_id())
  or (select private.holds('collaborators.manage')));

comment on policy select_self_or_manager on public.people is
'The own row; all rows for who manages collaborators.';

grant update (display_name, phone, avatar_path, locale, time_zone) on public.people to authenticated;

create policy update_self on public.people
for update to authenticated
using (id = (select private.current_person_id()))
with check (id = (select private.current_person_id()));

comment on policy update_self on public.people is 'The own profile.';

select private.audit_table('public.people');
