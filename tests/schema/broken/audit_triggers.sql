-- expects: broken: no audit trigger for insert
-- expects: broken: no audit trigger for update
-- expects: broken: no audit trigger for delete
create table public.broken (id uuid primary key, version integer);
-- expects: broken_write: no audit trigger for delete
create table public.broken_write (id uuid primary key, title text);
grant update (title) on public.broken_write to authenticated;
-- expects: broken_switch: no audit trigger for update
create table public.broken_switch (id uuid primary key, version integer);
select private.audit_table('public.broken_switch');
alter table public.broken_switch disable trigger audit_update;
-- expects: broken_mask.phone: not masked at insert
-- expects: broken_mask.phone: not masked at update
-- expects: broken_mask.phone: not masked at delete
create table public.broken_mask (id uuid primary key, email text, version integer);
select private.audit_table('public.broken_mask');
alter table public.broken_mask add column phone text;
