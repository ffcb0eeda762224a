-- expects: broken, policy select_self: auth.uid is called once a row
create table public.broken (id uuid not null constraint broken_pkey primary key);
create policy select_self on public.broken for select to authenticated using (id = auth.uid());
