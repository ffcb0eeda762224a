-- Only the recipient. Who manages the team reads somebody else's through list_notifications(), which
-- notes it in the access log: a policy could not, so there is no branch for admins here.
-- Written by private.notify() and announcements, marked by RPCs.
alter table public.notifications enable row level security;
revoke all on public.notifications from public, anon, authenticated, service_role;
grant select on public.notifications to authenticated, service_role;

create policy select_recipient on public.notifications
for select to authenticated
using (
  recipient_id = (select private.current_person_id())
  and (domain_id is null or domain_id = any((select private.member_domains())::uuid []))
);

comment on policy select_recipient on public.notifications is
'The recipient; what is about a domain only while he works there.';
