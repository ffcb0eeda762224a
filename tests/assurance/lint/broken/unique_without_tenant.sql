-- expects: index projects_name_key on public.projects
-- expects: index invitations_email_idx on public.invitations
alter table public.projects add constraint projects_name_key unique (name);
create unique index invitations_email_idx on public.invitations (lower(email));
