-- A new function of the back end. EXECUTE is PUBLIC's unless it is taken away.
-- class: doors
-- exploit: a visitor voids Blue's invoices through the API.
-- as: anon
-- try: select from public.void_invoices(1002) as voided where voided > 0
-- caught by: matrix, lint
create function public.void_invoices(team_id bigint)
returns bigint
language sql
security definer
set search_path = ''
as $$
  with voided as (
    update public.invoices set status = 'void' where invoices.team_id = void_invoices.team_id returning 1
  )
  select count(*) from voided
$$;
grant execute on function public.void_invoices(bigint) to public;
