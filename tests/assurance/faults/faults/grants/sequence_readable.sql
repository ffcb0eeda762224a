-- The sequence of the invoices' numbers may be read.
-- class: grants and roles
-- exploit: stan reads how many invoices we write, today and a month from now.
-- as: stan
-- try: select last_value from public.invoice_number
-- caught by: matrix, lint
grant select on sequence public.invoice_number to authenticated;
