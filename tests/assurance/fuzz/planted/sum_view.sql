-- A total over all teams, in a view of the owner's: no id, no text, and yet.
-- finds: interference on public.totals, through sql
create view public.totals as select count(*) as notes, sum(length(body)) as letters from public.notes;
revoke all on public.totals from anon, authenticated;
grant select on public.totals to authenticated;
