-- expects: policy select_own on public.profiles
drop policy select_own on public.profiles;
create policy select_own on public.profiles for select using (id = (select auth.uid()));
