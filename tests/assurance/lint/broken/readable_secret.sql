-- expects: column public.invitations.token
grant select on public.invitations to authenticated;
