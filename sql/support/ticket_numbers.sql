-- requires: sql/identity/domains.sql
-- A row a domain and no sequence: numbers without gaps, and nobody learns how many tickets others have.
create table private.ticket_numbers (
  domain_id uuid not null,
  last_number integer not null,
  constraint ticket_numbers_pkey primary key (domain_id),
  constraint ticket_numbers_domain_id_fkey foreign key (domain_id) references public.domains (id)
);
alter table private.ticket_numbers enable row level security;

comment on table private.ticket_numbers is 'The number that the newest ticket of a domain has.';
revoke all on private.ticket_numbers from public, anon, authenticated, service_role;
