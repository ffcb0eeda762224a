-- Written with the code, by migrations.
alter table public.i18n_texts enable row level security;
revoke all on public.i18n_texts from public, anon, authenticated, service_role;
grant select on public.i18n_texts to authenticated, service_role;

create policy select_person on public.i18n_texts
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.i18n_texts is 'Every active person: it tells of nobody.';

select private.audit_table('public.i18n_texts');
