-- Archiving and restoring close and open whole tenants, so archived_at is not granted: see
-- archive_client(). Nothing is deleted by a person.
alter table public.clients enable row level security;

revoke all on public.clients from public, anon, authenticated, service_role;
grant select on public.clients to authenticated;
grant select, insert, update, delete on public.clients to service_role;

create policy select_admin on public.clients
for select to authenticated
using ((select private.holds('clients.view')));

comment on policy select_admin on public.clients is
'Who may view clients over all domains; a client user reads none.';

grant insert (name, status, plan) on public.clients to authenticated;
grant update (name, status, plan) on public.clients to authenticated;

create policy insert_admin on public.clients
for insert to authenticated
with check ((select private.holds('clients.manage')));

comment on policy insert_admin on public.clients is 'Who manages clients adds them.';

create policy update_admin on public.clients
for update to authenticated
using ((select private.holds('clients.edit')))
with check ((select private.holds('clients.edit')));

comment on policy update_admin on public.clients is 'Who edits clients renames them.';

select private.audit_table('public.clients');
