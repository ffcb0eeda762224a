-- Invoices are made by the back end (service_role). Owners read those of their team, staff all.
create type public.invoice_status as enum ('draft', 'sent', 'paid', 'void');

create sequence public.invoice_number as bigint;

create table public.invoices (
  id uuid primary key default gen_random_uuid(),
  team_id bigint not null references public.teams (id) on delete cascade,
  number bigint not null default nextval('public.invoice_number'),
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  status public.invoice_status not null default 'draft',
  issued_on date not null default current_date,
  due_on date not null default current_date + 30,
  unique (team_id, number),
  check (due_on >= issued_on)
);

grant usage on sequence public.invoice_number to service_role;

alter table public.invoices enable row level security;
grant select on public.invoices to authenticated;
grant select, insert, update, delete on public.invoices to service_role;

create policy select_owner on public.invoices for select to authenticated
using (team_id in (select private.my_teams('owner')) or (select private.is_staff()));
