-- expects: policy update_own on public.profiles
grant update (is_staff) on public.profiles to authenticated;
