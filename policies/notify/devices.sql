-- One's own, without the token. Written by RPCs alone.
alter table public.devices enable row level security;
revoke all on public.devices from public, anon, authenticated, service_role;
grant select (id, person_id, platform, last_seen_at, revoked_at, created_at, updated_at, version)
on public.devices to authenticated;
grant select on public.devices to service_role;

create policy select_own on public.devices
for select to authenticated
using (person_id = (select private.current_person_id()));

comment on policy select_own on public.devices is 'One''s own devices.';

select private.audit_table('public.devices', '{push_token}');
