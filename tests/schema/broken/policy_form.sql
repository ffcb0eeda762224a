-- expects: broken, policy everything: applies to public: name its roles
-- expects: broken, policy everything: is for all commands: write one a command
-- expects: broken, policy everything: is not named <command>_<who>
-- expects: broken, policy everything: has no comment
-- expects: broken, policy insert_one: is not the only one for its command and role
-- expects: broken, policy insert_one: lets everything be written
-- expects: broken, policy update_member: is restrictive
-- expects: broken, policy update_member: writes without with check
create table public.broken (id uuid not null constraint broken_pkey primary key);
create policy everything on public.broken using (true);
create policy insert_one on public.broken for insert to authenticated with check (true);
create policy insert_two on public.broken for insert to authenticated with check (id is not null);
create policy update_member on public.broken as restrictive for update to authenticated using (true);
