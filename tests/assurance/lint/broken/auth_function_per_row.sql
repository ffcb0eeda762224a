-- expects: policy select_own on public.profiles
alter policy select_own on public.profiles using (id = auth.uid());
