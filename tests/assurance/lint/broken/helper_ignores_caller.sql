-- expects: private.is_staff()
create or replace function private.is_staff()
returns boolean
language sql
stable
security definer
set search_path = ''
as 'select exists (select from public.profiles where profiles.is_staff)';
