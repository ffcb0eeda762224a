-- Written by functions alone.
alter table public.legal_holds enable row level security;
revoke all on public.legal_holds from public, anon, authenticated, service_role;
grant select on public.legal_holds to authenticated, service_role;

create policy select_admin on public.legal_holds
for select to authenticated
using ((select private.holds('settings.manage')));

comment on policy select_admin on public.legal_holds is
'Whose history is held, for who manages settings over all domains: a domain is not told.';

select private.audit_table('public.legal_holds');
